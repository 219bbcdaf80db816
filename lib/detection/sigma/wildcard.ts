const ONE: unique symbol = Symbol('?');
const ANY: unique symbol = Symbol('*');

/** A part of a pattern: text as it is, one character (`?`), or any number of them (`*`). */
type Part = string | typeof ONE | typeof ANY;

/**
 * Sigma's escapes: a backslash makes `*`, `?` or a backslash behind it plain; before anything else it is a backslash.
 */
function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') parts.push(plain);
    plain = '';
  };
  for (let at = 0; at < pattern.length; at++) {
    const [char = '', next = ''] = [pattern[at], pattern[at + 1]];
    if (char === '\\' && (next === '*' || next === '?' || next === '\\')) {
      plain += next;
      at += 1;
    } else if (char === '*' || char === '?') {
      flush();
      parts.push(char === '*' ? ANY : ONE);
    } else plain += char;
  }
  flush();
  return parts;
}

type Run = readonly (string | typeof ONE)[];

/** Where a run that begins at `at` ends; −1 where it does not fit. */
function runEnd(text: string, run: Run, at: number): number {
  let end = at;
  for (const part of run) {
    if (part === ONE) end += 1;
    else if (text.startsWith(part, end)) end += part.length;
    else return -1;
    if (end > text.length) return -1;
  }
  return end;
}

/** Where the first fit of a run at or after `from` ends; −1 where there is none. */
function findEnd(text: string, run: Run, from: number): number {
  const [first] = run;
  for (let at = from; at <= text.length; at++) {
    if (typeof first === 'string') {
      at = text.indexOf(first, at);
      if (at < 0) return -1;
    }
    const end = runEnd(text, run, at);
    if (end >= 0) return end;
  }
  return -1;
}

const lengthOf = (run: Run) => run.reduce<number>((sum, part) => sum + (part === ONE ? 1 : part.length), 0);

/** The runs between the stars: each is looked for behind the one before, so that work is text times pattern at most. */
function globTest(parts: readonly Part[]): (text: string) => boolean {
  const runs: (string | typeof ONE)[][] = [[]];
  for (const part of parts) {
    if (part === ANY) runs.push([]);
    else runs.at(-1)?.push(part);
  }
  const [first = [], ...others] = runs;
  const last = others.pop();
  if (!last) return (text) => runEnd(text, first, 0) === text.length;
  const lastLength = lengthOf(last);
  return (text) => {
    let at = runEnd(text, first, 0);
    for (const run of others) {
      if (at < 0) return false;
      at = findEnd(text, run, at);
    }
    return at >= 0 && text.length - lastLength >= at && runEnd(text, last, text.length - lastLength) === text.length;
  };
}

export type Anchor = 'whole' | 'contains' | 'startswith' | 'endswith';

/**
 * A test of text by a pattern with `*` and `?`. Text and pattern are compared as they are: fold case before.
 * @param anchor where the pattern must lie in the text
 */
export function wildcardTest(pattern: string, anchor: Anchor): (text: string) => boolean {
  const parts = partsOf(pattern);
  const [only = ''] = parts;
  if (parts.length <= 1 && typeof only === 'string') {
    if (anchor === 'contains') return (text) => text.includes(only);
    if (anchor === 'startswith') return (text) => text.startsWith(only);
    if (anchor === 'endswith') return (text) => text.endsWith(only);
    return (text) => text === only;
  }
  const before: readonly Part[] = anchor === 'contains' || anchor === 'endswith' ? [ANY] : [];
  const behind: readonly Part[] = anchor === 'contains' || anchor === 'startswith' ? [ANY] : [];
  return globTest([...before, ...parts, ...behind]);
}
