/** Bytes and states of RFC 8259 as the scanner's tables know them. */
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
/** Stand for the break between JSON lines and for their end; no JSON text may hold these control characters. */
export const LINE_MARK = 0x1e;
export const END_MARK = 0x1d;

/** What the scanner waits for. From `MINUS` on it is inside a number. */
export const VALUE = 0;
export const VALUE_OR_END = 1;
export const KEY = 2;
export const KEY_OR_END = 3;
export const COLON = 4;
export const AFTER = 5;
export const DONE = 6;
export const STRING = 7;
export const ESCAPE = 8;
export const HEX = 9;
export const LITERAL = 10;
export const MINUS = 11;
const ZERO = 12;
const INTEGER = 13;
const POINT = 14;
const FRACTION = 15;
const E = 16;
const SIGN = 17;
const EXPONENT = 18;

/** 1 where a byte may stand in a string without further thought. */
export const PLAIN = new Uint8Array(256).fill(1);
PLAIN.fill(0, 0, 0x20);
PLAIN[QUOTE] = 0;
PLAIN[BACKSLASH] = 0;

/** 1 where a byte is white space. */
export const SPACE = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d]) SPACE[byte] = 1;

/** 1 where a byte may follow a backslash (`u` stands for itself: four hexadecimal digits follow). */
export const ESCAPED = new Uint8Array(256);
for (const byte of Buffer.from('"\\/bfnrt')) ESCAPED[byte] = 1;

export const HEX_DIGIT = new Uint8Array(256);
for (const byte of Buffer.from('0123456789abcdefABCDEF')) HEX_DIGIT[byte] = 1;

/** The rest of `true`, `false` and `null`, by first byte. */
export const LITERALS: Readonly<Record<number, Uint8Array>> = {
  116: Buffer.from('rue'),
  102: Buffer.from('alse'),
  110: Buffer.from('ull'),
};

/** `state << 8 | byte` → next state within a number; 0 where the number ends or is broken. */
export const NUMBER_STEP = new Uint8Array(19 << 8);
const steps: readonly (readonly [number, string, number])[] = [
  [MINUS, '0', ZERO],
  [MINUS, '123456789', INTEGER],
  [INTEGER, '0123456789', INTEGER],
  [ZERO, '.', POINT],
  [INTEGER, '.', POINT],
  [POINT, '0123456789', FRACTION],
  [FRACTION, '0123456789', FRACTION],
  [ZERO, 'eE', E],
  [INTEGER, 'eE', E],
  [FRACTION, 'eE', E],
  [E, '+-', SIGN],
  [E, '0123456789', EXPONENT],
  [SIGN, '0123456789', EXPONENT],
  [EXPONENT, '0123456789', EXPONENT],
];
for (const [from, bytes, to] of steps) for (const byte of Buffer.from(bytes)) NUMBER_STEP[(from << 8) | byte] = to;

/** 1 in the states in which a number is whole. */
export const NUMBER_WHOLE = new Uint8Array(19);
for (const state of [ZERO, INTEGER, FRACTION, EXPONENT]) NUMBER_WHOLE[state] = 1;
