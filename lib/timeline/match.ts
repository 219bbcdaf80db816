import type { PlaceKey } from '@/lib/events/search/grammar';
import { EVENT_PLACES } from '@/lib/events/types';
import { WORD_KEYS, wordOf } from '@/lib/events/words';
import type { TimelineTerm } from '@/lib/timeline/search';
import type { TimelineItem } from '@/lib/timeline/types';

/** A pattern with `*`; letter case does not count. */
function fits(pattern: string, value: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const text = value.toLowerCase();
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    if (index === rest.length - 1) return text.length - part.length >= at && text.endsWith(part);
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at === text.length;
}

type Said = Pick<
  TimelineItem,
  'kind' | 'title' | 'text' | 'places' | 'severity' | 'outcome' | 'class' | 'techniques' | 'flags'
>;

const textAt = (item: Said, place: PlaceKey) => (place === 'name' ? item.title : (item.places[place] ?? ''));

function isAt(item: Said, place: PlaceKey, value: string): boolean {
  const text = textAt(item, place);
  if (value.includes('*')) return fits(value, text);
  return text !== '' && text.toLowerCase() === value.toLowerCase();
}

/** Its own words, and those under which it is found. */
function contains(item: Said, text: string): boolean {
  const words = [...EVENT_PLACES, 'name' as const].flatMap((place) => {
    const value = textAt(item, place);
    return value === '' ? [] : [wordOf(WORD_KEYS[place], value)];
  });
  const wanted = text.toLowerCase();
  return item.text.toLowerCase().includes(wanted) || words.join(' ').includes(wanted);
}

function holds(item: Said, term: TimelineTerm): boolean {
  switch (term.kind) {
    case 'item':
      return item.kind === term.item;
    case 'flag':
      return item.flags.includes(term.flag);
    case 'place':
      return isAt(item, term.place, term.value);
    case 'severity':
      return item.severity !== null && item.severity >= term.atLeast;
    case 'outcome':
      return item.outcome === term.outcome;
    case 'class':
      return item.class === term.class;
    case 'technique':
      return item.techniques.some((own) => own === term.technique || own.startsWith(`${term.technique}.`));
    case 'text':
      return contains(item, term.text);
    case 'sender':
    case 'also':
      // What only events have.
      return false;
  }
}

/** Whether all terms hold of what is in memory; data/events.ts asks the same of events in the database. */
export function matches(item: Said, terms: readonly TimelineTerm[]): boolean {
  return terms.every((term) => holds(item, term) !== term.not);
}
