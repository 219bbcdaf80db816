import { ReportError, type ReportErrorCode } from '@/lib/imports/reading/errors';
import * as json from '@/lib/imports/reading/json-bytes';
import type { ReadLimits } from '@/lib/imports/reading/limits';

/** Follows the scanner. Positions are indexes into the chunk last given; depth counts the open containers. */
export type ScanFollower = {
  startChunk(chunk: Uint8Array, offset: number): void;
  endChunk(): void;
  /** A value begins. True: it is cut out, and nothing is told of its inside. */
  valueStarts(at: number, depth: number): boolean;
  valueEnds(at: number, depth: number): void;
  cutEnds(at: number): void;
  keyStarts(at: number, depth: number): void;
  keyEnds(at: number, depth: number): void;
  opens(after: number, depth: number, isArray: boolean): void;
  comma(at: number, depth: number): void;
  closes(at: number, depth: number): void;
  /** Where the text is, as far as it is known, for errors. */
  path(): string | undefined;
};

/**
 * Checks a JSON text (RFC 8259) byte by byte as it arrives, without building it. Every malformed text is refused at its
 * first wrong byte with a ReportError that carries the offset. Expects UTF-8 that was checked before.
 */
export class JsonScanner {
  #state = json.VALUE;
  #depth = 0;
  /** Depth of the value that is being cut out; −1 outside. */
  #cut = -1;
  #offset: number;
  #inKey = false;
  #stringStart = 0;
  #hexLeft = 0;
  #literal: Uint8Array = new Uint8Array();
  #literalAt = 0;
  readonly #isArray: Uint8Array;

  constructor(
    readonly follower: ScanFollower,
    readonly limits: ReadLimits,
    /** The text comes from `asArray`: its first bracket is none of the report's, and marks stand between lines. */
    readonly wrapped = false,
  ) {
    this.#offset = wrapped ? -1 : 0;
    this.#isArray = new Uint8Array(limits.depth + 1);
  }

  push(chunk: Uint8Array): void {
    this.follower.startChunk(chunk, this.#offset);
    const length = chunk.length;
    let at = 0;
    while (at < length) {
      const state = this.#state;
      if (state === json.STRING) at = this.#string(chunk, at);
      else if (state < json.STRING) at = this.#structure(chunk, at);
      else if (state >= json.MINUS) at = this.#number(chunk, at);
      else at = this.#oddment(chunk, at);
    }
    this.#offset += length;
    this.follower.endChunk();
    if (insideString(this.#state)) this.#checkString(0);
  }

  /** The text is over: refuses what is unfinished. */
  end(): void {
    if (this.wrapped && this.#depth === 1 && (this.#state === json.AFTER || this.#state >= json.MINUS)) {
      this.push(Uint8Array.of(json.END_MARK));
    }
    if (this.#state >= json.MINUS && this.#depth === 0 && json.NUMBER_WHOLE[this.#state] === 1) this.#endValue(0);
    if (this.#state !== json.DONE) throw this.#error('truncated', 0);
  }

  #structure(chunk: Uint8Array, from: number): number {
    let at = from;
    const length = chunk.length;
    while (at < length && json.SPACE[chunk[at] ?? 0] === 1) at++;
    if (at === length) return at;
    const byte = chunk[at] ?? 0;
    switch (this.#state) {
      case json.AFTER:
        if (this.wrapped && this.#depth === 1) return this.#mark(chunk, byte, at);
        if (byte === json.COMMA) return this.#comma(at);
        return this.#close(byte, at);
      case json.VALUE_OR_END:
        if (byte === json.CLOSE_ARRAY) return this.#close(byte, at);
        return this.#startValue(byte, at);
      case json.VALUE:
        return this.#startValue(byte, at);
      case json.KEY_OR_END:
        if (byte === json.CLOSE_OBJECT) return this.#close(byte, at);
        return this.#startKey(byte, at);
      case json.KEY:
        return this.#startKey(byte, at);
      case json.COLON:
        if (byte !== 0x3a) throw this.#error('json_malformed', at);
        this.#state = json.VALUE;
        return at + 1;
      default:
        throw this.#error('json_malformed', at);
    }
  }

  #startValue(byte: number, at: number): number {
    if (this.#cut < 0 && this.follower.valueStarts(at, this.#depth)) this.#cut = this.#depth;
    if (byte === json.QUOTE) {
      this.#inKey = false;
      return this.#startString(at);
    }
    if (byte === json.OPEN_OBJECT || byte === json.OPEN_ARRAY) return this.#open(byte === json.OPEN_ARRAY, at);
    const literal = json.LITERALS[byte];
    if (literal) {
      this.#literal = literal;
      this.#literalAt = 0;
      this.#state = json.LITERAL;
      return at + 1;
    }
    const next = byte === 0x2d ? json.MINUS : (json.NUMBER_STEP[(json.MINUS << 8) | byte] ?? 0);
    if (next === 0) throw this.#error('json_malformed', at);
    this.#state = next;
    return at + 1;
  }

  #open(isArray: boolean, at: number): number {
    if (this.#depth >= this.limits.depth) {
      throw this.#error('too_deep', at, { limit: this.limits.depth });
    }
    this.#depth++;
    this.#isArray[this.#depth] = isArray ? 1 : 0;
    this.#state = isArray ? json.VALUE_OR_END : json.KEY_OR_END;
    if (this.#cut < 0) this.follower.opens(at + 1, this.#depth, isArray);
    return at + 1;
  }

  #comma(at: number): number {
    if (this.#cut < 0) this.follower.comma(at, this.#depth);
    this.#state = this.#isArray[this.#depth] === 1 ? json.VALUE : json.KEY;
    return at + 1;
  }

  /** Between the lines of a wrapped text only marks may stand; they become what they stand for. */
  #mark(chunk: Uint8Array, byte: number, at: number): number {
    if (byte !== json.LINE_MARK && byte !== json.END_MARK) throw this.#error('json_malformed', at);
    chunk[at] = byte === json.LINE_MARK ? json.COMMA : json.CLOSE_ARRAY;
    return byte === json.LINE_MARK ? this.#comma(at) : this.#close(json.CLOSE_ARRAY, at);
  }

  #close(byte: number, at: number): number {
    const expected = this.#isArray[this.#depth] === 1 ? json.CLOSE_ARRAY : json.CLOSE_OBJECT;
    if (byte !== expected) throw this.#error('json_malformed', at);
    if (this.#cut < 0) this.follower.closes(at, this.#depth);
    this.#depth--;
    this.#endValue(at + 1);
    return at + 1;
  }

  #endValue(at: number): void {
    this.#state = this.#depth === 0 ? json.DONE : json.AFTER;
    if (this.#cut === this.#depth) {
      this.#cut = -1;
      this.follower.cutEnds(at);
    }
    if (this.#cut < 0) this.follower.valueEnds(at, this.#depth);
  }

  #startKey(byte: number, at: number): number {
    if (byte !== json.QUOTE) throw this.#error('json_malformed', at);
    this.#inKey = true;
    if (this.#cut < 0) this.follower.keyStarts(at, this.#depth);
    return this.#startString(at);
  }

  #startString(at: number): number {
    this.#stringStart = this.#offset + at;
    this.#state = json.STRING;
    return at + 1;
  }

  #string(chunk: Uint8Array, from: number): number {
    const length = chunk.length;
    let at = from;
    while (at < length) {
      if (json.PLAIN[chunk[at] ?? 0] === 1) at++;
      else if (chunk[at] === json.BACKSLASH && json.ESCAPED[chunk[at + 1] ?? 0] === 1) at += 2;
      else break;
    }
    if (at === length) return at;
    const byte = chunk[at] ?? 0;
    if (byte === json.BACKSLASH) {
      this.#state = json.ESCAPE;
      return at + 1;
    }
    if (byte !== json.QUOTE) throw this.#error('control_character', at, { byte });
    this.#checkString(at);
    if (this.#inKey) {
      if (this.#cut < 0) this.follower.keyEnds(at + 1, this.#depth);
      this.#state = json.COLON;
    } else {
      this.#endValue(at + 1);
    }
    return at + 1;
  }

  #checkString(at: number): void {
    if (this.#offset + at - this.#stringStart <= this.limits.string) return;
    throw new ReportError(
      'too_large_string',
      { offset: this.#stringStart, path: this.follower.path() },
      { limit: this.limits.string },
    );
  }

  #number(chunk: Uint8Array, from: number): number {
    const length = chunk.length;
    let state = this.#state;
    for (let at = from; at < length; at++) {
      const next = json.NUMBER_STEP[(state << 8) | (chunk[at] ?? 0)] ?? 0;
      if (next === 0) {
        if (json.NUMBER_WHOLE[state] !== 1) throw this.#error('json_malformed', at);
        this.#endValue(at);
        return at;
      }
      state = next;
    }
    this.#state = state;
    return length;
  }

  /** Escapes and literals: what is rare enough to go byte by byte. */
  #oddment(chunk: Uint8Array, at: number): number {
    const byte = chunk[at] ?? 0;
    if (this.#state === json.ESCAPE) {
      if (byte === 0x75) this.#hexLeft = 4;
      else if (json.ESCAPED[byte] !== 1) throw this.#error('json_malformed', at);
      this.#state = byte === 0x75 ? json.HEX : json.STRING;
    } else if (this.#state === json.HEX) {
      if (json.HEX_DIGIT[byte] !== 1) throw this.#error('json_malformed', at);
      this.#hexLeft--;
      if (this.#hexLeft === 0) this.#state = json.STRING;
    } else {
      if (this.#literal[this.#literalAt] !== byte) throw this.#error('json_malformed', at);
      this.#literalAt++;
      if (this.#literalAt === this.#literal.length) this.#endValue(at + 1);
    }
    return at + 1;
  }

  #error(code: ReportErrorCode, at: number, params: Record<string, number> = {}): ReportError {
    return new ReportError(code, { offset: this.#offset + at, path: this.follower.path() }, params);
  }
}

function insideString(state: number): boolean {
  return state === json.STRING || state === json.ESCAPE || state === json.HEX;
}
