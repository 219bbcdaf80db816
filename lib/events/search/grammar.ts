import { EVENT_CLASSES, EVENT_PLACES, type EventClass, type EventOutcome, type EventPlace } from '@/lib/events/types';
import { ALSO_KEYS, type AlsoKey, WORD_KEYS } from '@/lib/events/words';
import { SEVERITIES, type Severity, severityFromWord } from '@/lib/findings/severity';

/** A place of an event, or its name: what a key before a colon asks for. */
export type PlaceKey = EventPlace | 'name';

/** One condition of a search; `not` turns it round. */
export type Term = { readonly not: boolean } & (
  | { readonly kind: 'place'; readonly place: PlaceKey; readonly value: string }
  | { readonly kind: 'also'; readonly key: AlsoKey; readonly value: string }
  | { readonly kind: 'severity'; readonly atLeast: Severity }
  | { readonly kind: 'outcome'; readonly outcome: EventOutcome }
  | { readonly kind: 'class'; readonly class: EventClass }
  | { readonly kind: 'technique'; readonly technique: string }
  | { readonly kind: 'sender'; readonly sender: string }
  | { readonly kind: 'text'; readonly text: string }
);

/** What of a search was not understood, as it was typed. */
export type SearchProblem = {
  /** No such key, no such value of it, a quote without its end, more terms than are read. */
  readonly code: 'key' | 'value' | 'quote' | 'many';
  readonly typed: string;
  /** The character with which it begins, counted from 1. */
  readonly at: number;
};
export type Search = { readonly terms: readonly Term[]; readonly problems: readonly SearchProblem[] };

const TERMS = 20;
const OUTCOMES: readonly EventOutcome[] = ['success', 'failure', 'unknown'];

/** `-key:"a value"`, `key:value`, `"some text"`, `text`. */
const TERM = /(-?)(?:([a-z]{1,20}):)?(?:"((?:[^"\\]|\\.){0,300})"|(\S{1,300}))/gy;
const SPACE = /\s*/y;

const PLACES: ReadonlyMap<string, PlaceKey> = new Map(
  [...EVENT_PLACES, 'name' as const].map((place) => [WORD_KEYS[place], place]),
);

/** Keys that a search knows, for help and completion. */
export const SEARCH_KEYS: readonly string[] = [...PLACES.keys(), 'severity', 'outcome', 'class', 'technique', 'sender'];

type Said = Term extends infer T ? (T extends Term ? Omit<T, 'not'> : never) : never;

function severityTerm(value: string): Said | null {
  const rank = severityFromWord(value);
  return rank !== null && SEVERITIES.some((name) => name === value) ? { kind: 'severity', atLeast: rank } : null;
}

const oneOf = <T extends string>(all: readonly T[], value: string): T | undefined => all.find((one) => one === value);

function keyedTerm(key: string, value: string): Said | null | undefined {
  const place = PLACES.get(key);
  if (place) return { kind: 'place', place, value };
  const also = oneOf(ALSO_KEYS, key);
  if (also) return { kind: 'also', key: also, value };
  const small = value.toLowerCase();
  if (key === 'severity') return severityTerm(small);
  if (key === 'technique') return { kind: 'technique', technique: value.toUpperCase() };
  if (key === 'sender') return { kind: 'sender', sender: value };
  if (key === 'outcome') {
    const outcome = oneOf(OUTCOMES, small);
    return outcome ? { kind: 'outcome', outcome } : null;
  }
  if (key !== 'class') return undefined;
  const known = oneOf(EVENT_CLASSES, small);
  return known ? { kind: 'class', class: known } : null;
}

/** What a key and its value say: undefined where there is no such key, null where the key has no such value. */
export type KeyReader<S> = (key: string, value: string) => S | null | undefined;
type Negatable = { readonly not: boolean };

/**
 * Reads a search: `user:kate process:bash -ns:kube-system "cut off" severity:high`. Terms are joined by *and*; a place's value
 * may hold `*`; severity means "at least". What is not understood is told and narrows nothing.
 */
export function parseSearch(typed: string): Search {
  return parseTerms<never>(typed, () => undefined);
}

/** A search that knows further keys besides. */
export function parseTerms<S extends object>(
  typed: string,
  further: KeyReader<S>,
): { readonly terms: readonly (Term | (S & Negatable))[]; readonly problems: readonly SearchProblem[] } {
  const terms: (Term | (S & Negatable))[] = [];
  const problems: SearchProblem[] = [];
  for (let at = 0; at < typed.length; ) {
    SPACE.lastIndex = at;
    SPACE.test(typed);
    TERM.lastIndex = SPACE.lastIndex;
    const begins = SPACE.lastIndex + 1;
    if (terms.length + problems.length >= TERMS) {
      const rest = typed.slice(begins - 1, begins + 39).trim();
      if (rest !== '') problems.push({ code: 'many', typed: rest, at: begins });
      break;
    }
    const found = TERM.exec(typed);
    if (!found) break;
    at = TERM.lastIndex;
    const [whole, minus, key, quoted, bare = ''] = found;
    const value = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1');
    if (value === '') continue;
    // A quote that never ends: what was meant cannot be told from what stands there.
    if (quoted === undefined && bare.startsWith('"')) {
      problems.push({ code: 'quote', typed: typed.slice(begins - 1, begins + 39), at: begins });
      break;
    }
    const said = key === undefined ? ({ kind: 'text', text: value } as const) : read(key, value, further);
    if (said) terms.push({ ...said, not: minus === '-' });
    else problems.push({ code: said === undefined ? 'key' : 'value', typed: whole, at: begins });
  }
  return { terms, problems };
}

function read<S extends object>(key: string, value: string, further: KeyReader<S>): Said | S | null | undefined {
  const said = further(key, value);
  return said === undefined ? keyedTerm(key, value) : said;
}

/** A term as it is typed: what a click on a value adds to a search. */
export function termText(key: string, value: string, not = false): string {
  const bare = /^[^\s"]+$/.test(value);
  return `${not ? '-' : ''}${key}:${bare ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`}`;
}
