/** The bytes are no DER, or not the structure that was expected: an answer of a server, so no error of ours. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

/** Universal tags (X.690, 8.4), and those that depend on context as `CONTEXT + n` and `CONTEXT_BUILT + n`. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;
export const CONTEXT = 0x80;
export const CONTEXT_BUILT = 0xa0;

/** One element: its tag byte, and views of its contents and of itself with its header. Nothing is copied. */
export type Der = { readonly tag: number; readonly value: Buffer; readonly whole: Buffer };

/**
 * The element at the beginning of `bytes`. Lengths are definite, of at most four bytes, and lie within `bytes`.
 * @throws DerError
 */
export function readDer(bytes: Buffer): Der {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new DerError('tag');
  const more = first < 0x80 ? 0 : first - 0x80;
  if (first === 0x80 || more > 4 || bytes.length < 2 + more) throw new DerError('length');
  const length = more === 0 ? first : bytes.readUIntBE(2, more);
  const end = 2 + more + length;
  if (end > bytes.length) throw new DerError('length');
  return { tag, value: bytes.subarray(2 + more, end), whole: bytes.subarray(0, end) };
}

/** The elements in `contents`, one after the other: a long list costs no memory. @throws DerError */
export function* eachDer(contents: Buffer): Generator<Der> {
  let rest = contents;
  while (rest.length > 0) {
    const element = readDer(rest);
    yield element;
    rest = rest.subarray(element.whole.length);
  }
}

/** The elements of a constructed one, at most `limit`. @throws DerError */
export function children(parent: Der, limit = 64): Der[] {
  const found: Der[] = [];
  for (const element of eachDer(parent.value)) {
    if (found.length === limit) throw new DerError('too many elements');
    found.push(element);
  }
  return found;
}

/** @throws DerError where it is missing or carries another tag */
export function expectDer(element: Der | undefined, tag: number): Der {
  if (element?.tag !== tag) throw new DerError(`tag ${tag} expected`);
  return element;
}

/** Dotted decimal. @throws DerError */
export function oidOf(element: Der | undefined): string {
  const { value } = expectDer(element, TAG.oid);
  if (value.length === 0 || value.length > 64) throw new DerError('oid');
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of value) {
    arc = arc * 128n + BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [head = 0n, ...rest] = arcs;
  const root = head < 80n ? head / 40n : 2n;
  return [root, head - root * 40n, ...rest].join('.');
}

/** An integer's bytes as lower-case hex without leading zeros; how serial numbers are compared. @throws DerError */
export function integerHex(element: Der | undefined): string {
  const { value } = expectDer(element, TAG.integer);
  // RFC 5280 allows 20 bytes of a serial number; who writes more than this means harm.
  if (value.length > 64) throw new DerError('integer');
  return value.toString('hex').replace(/^0+(?=.)/, '');
}

/** UTCTime or GeneralizedTime in UTC (RFC 5280, 4.1.2.5). @throws DerError */
export function timeOf(element: Der | undefined): Date {
  const digits = element?.value.toString('latin1') ?? '';
  const short = element?.tag === TAG.utcTime;
  if (!short && element?.tag !== TAG.generalizedTime) throw new DerError('time');
  const parts = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d{1,6})?Z$/.exec(digits);
  if (!parts || (parts[1]?.length === 2) !== short) throw new DerError('time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) {
    throw new DerError('time');
  }
  const century = short ? (year < 50 ? 2000 : 1900) : 0;
  const time = new Date(0);
  time.setUTCFullYear(century + year, month - 1, day);
  time.setUTCHours(hour, minute, second);
  return time;
}

/** The bytes of a BIT STRING without unused bits, such as a signature. @throws DerError */
export function bitsOf(element: Der | undefined): Buffer {
  const { value } = expectDer(element, TAG.bitString);
  if (value.length === 0) throw new DerError('bit string');
  return value.subarray(1);
}

/** One element around `parts`. */
export function writeDer(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size =
    length < 0x80
      ? Buffer.of(length)
      : length < 0x10000
        ? Buffer.of(0x82, length >> 8, length & 0xff)
        : Buffer.of(0x84, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff);
  return Buffer.concat([Buffer.of(tag), size, value]);
}
