import { EVENT_LIMITS } from '@/lib/events/limits';
import type { RefusalCode } from '@/lib/events/reading/types';

type Limits = { readonly record: number; readonly depth: number };

/** To get behind a value that is refused. */
export const NO_LIMITS: Limits = { record: Number.POSITIVE_INFINITY, depth: Number.POSITIVE_INFINITY };

const STRUCTURE = /["{}[\]]/g;
const PRIMITIVE = /[^\s,\]}]+/y;

/** Behind the string that begins at `start`; −1 where it does not end on its line: JSON has no line breaks in strings. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (true) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return -1;
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes += 1;
    at = quote + 1;
    if (slashes % 2 === 0) break;
  }
  const line = text.slice(start, at).includes('\n');
  return line ? -1 : at;
}

/**
 * Behind the JSON value that begins at `start`, without understanding it: brackets and strings are followed, the rest is
 * for `JSON.parse` to judge.
 */
export function valueEnd(text: string, start: number, limits: Limits = EVENT_LIMITS): number | RefusalCode {
  const first = text[start];
  if (first === '"') {
    const end = stringEnd(text, start);
    return end < 0 ? 'not_json' : end;
  }
  if (first !== '{' && first !== '[') {
    PRIMITIVE.lastIndex = start;
    return PRIMITIVE.test(text) ? PRIMITIVE.lastIndex : 'not_json';
  }
  return bracketsEnd(text, start, limits);
}

function bracketsEnd(text: string, start: number, limits: Limits): number | RefusalCode {
  let depth = 0;
  STRUCTURE.lastIndex = start;
  for (let found = STRUCTURE.exec(text); found; found = STRUCTURE.exec(text)) {
    if (found.index - start > limits.record) return 'too_large';
    const [char] = found;
    if (char === '"') {
      const end = stringEnd(text, found.index);
      if (end < 0) return 'not_json';
      STRUCTURE.lastIndex = end;
    } else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > limits.depth) return 'too_deep';
    } else {
      depth -= 1;
      if (depth === 0) return STRUCTURE.lastIndex;
    }
  }
  return 'not_json';
}
