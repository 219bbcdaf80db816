import { EVENT_LIMITS } from '@/lib/events/limits';
import type { Piece, RefusalCode, Refused } from '@/lib/events/reading/types';
import { NO_LIMITS, valueEnd } from '@/lib/events/reading/value-end';

const SPACE = /[\s,]*/y;
const MEMBER = /\s*"((?:[^"\\\n]|\\.){0,200})"\s*:\s*/y;

function behindSpace(text: string, at: number): number {
  // An expression that starts behind the text starts at its beginning.
  SPACE.lastIndex = Math.min(at, text.length);
  SPACE.test(text);
  return SPACE.lastIndex;
}

/** Says the line of places that are asked for in order. */
class Lines {
  #line = 1;
  #at = 0;

  constructor(readonly text: string) {}

  of(at: number): number {
    for (let next = this.text.indexOf('\n', this.#at); next >= 0 && next < at; ) {
      this.#line += 1;
      this.#at = next + 1;
      next = this.text.indexOf('\n', this.#at);
    }
    return this.#line;
  }
}

/** Where the array of records begins, if the object at `start` is a mere envelope; −1 where it is a record itself. */
function recordsOf(text: string, start: number, envelopes: readonly string[]): number {
  let at = start + 1;
  while (envelopes.length > 0) {
    MEMBER.lastIndex = behindSpace(text, at);
    const member = MEMBER.exec(text);
    if (!member) return -1;
    if (envelopes.includes(member[1] ?? '') && text[MEMBER.lastIndex] === '[') return MEMBER.lastIndex;
    const end = valueEnd(text, MEMBER.lastIndex);
    if (typeof end !== 'number') return -1;
    at = end;
  }
  return -1;
}

/**
 * Cuts a text into its JSON records, each exactly as it was written (`JSON.parse` would round a time in nanoseconds): one a
 * line, one after the other, elements of an array, or of an array in one of the members `envelopes` of an object.
 * What is broken is refused up to the end of its line; a broken array up to its end.
 */
export function* cutJson(text: string, envelopes: readonly string[]): Generator<Piece | Refused> {
  const lines = new Lines(text);
  let inLines = false;
  let at = behindSpace(text, 0);
  while (at < text.length) {
    const array = text[at] === '[' ? at : text[at] === '{' ? recordsOf(text, at, envelopes) : -1;
    if (array >= 0) {
      const behind: number = yield* elements(text, array, lines);
      if (behind < 0) return;
      at = behindSpace(text, array === at ? behind : envelopeEnd(text, behind));
      continue;
    }
    const lineEnd = endOfLine(text, at);
    const end: number | RefusalCode =
      text[at] === '{' ? valueEnd(inLines ? text.slice(0, lineEnd) : text, at) : 'not_json';
    if (typeof end === 'number') yield { text: text.slice(at, end), line: lines.of(at) };
    else yield refusal(text.slice(at, lineEnd), lines.of(at), end);
    // One search to the end of all is enough: from now on a record ends on its line.
    inLines ||= typeof end !== 'number';
    at = behindSpace(text, typeof end === 'number' ? end : lineEnd);
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** What follows the records in their envelope says nothing of them. */
function envelopeEnd(text: string, at: number): number {
  let end = behindSpace(text, at);
  while (text[end] !== '}' && end < text.length) {
    MEMBER.lastIndex = end;
    if (!MEMBER.test(text)) return endOfLine(text, end);
    const next = valueEnd(text, MEMBER.lastIndex);
    if (typeof next !== 'number') return endOfLine(text, end);
    end = behindSpace(text, next);
  }
  return end + 1;
}

function refusal(text: string, line: number, refused: RefusalCode): Refused {
  return { text: text.slice(0, EVENT_LIMITS.refusalText), line, refused };
}

/** @returns behind the array; −1 where it is broken, and with it the rest of the delivery */
function* elements(text: string, start: number, lines: Lines): Generator<Piece | Refused, number> {
  let at = behindSpace(text, start + 1);
  while (at < text.length) {
    if (text[at] === ']') return at + 1;
    const end = valueEnd(text, at);
    if (typeof end === 'number') yield { text: text.slice(at, end), line: lines.of(at) };
    else yield refusal(text.slice(at), lines.of(at), end);
    const behind = typeof end === 'number' ? end : valueEnd(text, at, NO_LIMITS);
    if (typeof behind !== 'number') return -1;
    at = behindSpace(text, behind);
  }
  yield refusal(text.slice(start), lines.of(start), 'not_json');
  return -1;
}
