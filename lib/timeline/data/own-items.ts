import { namesFor } from '@/lib/incidents/data/mentioned';
import type { Cursor } from '@/lib/timeline/data/cursor';
import type { About } from '@/lib/timeline/data/incident';
import { addedIn, alertsIn, linesIn, type Slice } from '@/lib/timeline/data/own';
import { laneOf } from '@/lib/timeline/lanes';
import { matches } from '@/lib/timeline/match';
import { inOrder } from '@/lib/timeline/order';
import type { TimelineTerm } from '@/lib/timeline/search';
import {
  type Flag,
  type ItemKind,
  type LaneBy,
  SEARCHED_KINDS,
  type TimelineItem,
  type TimelineNote,
} from '@/lib/timeline/types';
import type { Window } from '@/lib/timeline/window';

/** Rows that are read at once. */
const CHUNK = 1_000;

const FLAG_OF = { pin: 'pinned', key_moment: 'key', comment: 'commented' } as const satisfies Record<
  TimelineNote['kind'],
  Flag
>;

/** What people said of each item, by its ref. */
export function flagsByRef(notes: readonly TimelineNote[]): ReadonlyMap<string, readonly Flag[]> {
  const byRef = Map.groupBy(notes, ({ ref }) => ref);
  return new Map([...byRef].map(([ref, own]) => [ref, [...new Set(own.map(({ kind }) => FLAG_OF[kind]))]]));
}

/** Kinds of items in memory that a search leaves; none where it asks for what only events have. */
function kindsOf(terms: readonly TimelineTerm[]): readonly ItemKind[] {
  if (terms.some(({ kind, not }) => !not && (kind === 'sender' || kind === 'also'))) return [];
  return SEARCHED_KINDS.filter(
    (kind) => kind !== 'event' && terms.every((term) => term.kind !== 'item' || (term.item === kind) !== term.not),
  );
}

/** The next lines of the log, alerts and added items, the oldest first. */
async function nextOf(about: About, by: LaneBy, slice: Slice): Promise<readonly TimelineItem[]> {
  const all = await Promise.all([linesIn(about, slice), alertsIn(about, slice), addedIn(about, slice)]);
  const next = all.flat().toSorted(inOrder).slice(0, slice.limit);
  const named = await namesFor(next.map(({ text }) => text));
  const flags = flagsByRef(about.notes);
  return next.map((bare) => ({
    ...bare,
    text: named(bare.text),
    lane: laneOf(by, bare, about.spans),
    flags: [...(bare.kind === 'alert' ? (['linked'] as const) : []), ...(flags.get(bare.ref) ?? [])],
  }));
}

export type OwnAsked = {
  readonly window: Window;
  readonly lanes: LaneBy;
  readonly terms: readonly TimelineTerm[];
  readonly after?: Cursor | null;
};

/** All that match behind an item, the oldest first, in portions: an incident of a year has many lines. */
export async function* ownItems(
  about: About,
  { window, lanes, terms, after = null }: OwnAsked,
): AsyncGenerator<readonly TimelineItem[]> {
  const kinds = kindsOf(terms);
  for (let last = after, ended = kinds.length === 0; !ended; ) {
    const read = await nextOf(about, lanes, { window, kinds, after: last, limit: CHUNK });
    yield read.filter((item) => matches(item, terms));
    last = read.at(-1) ?? null;
    ended = read.length < CHUNK;
  }
}

/** At most `most` of those that match, and whether there are more. */
export async function ownItemsUpTo(
  about: About,
  asked: OwnAsked,
  most: number,
): Promise<{ readonly items: readonly TimelineItem[]; readonly isCut: boolean }> {
  const items: TimelineItem[] = [];
  for await (const portion of ownItems(about, asked)) {
    items.push(...portion);
    if (items.length > most) return { items: items.slice(0, most), isCut: true };
  }
  return { items, isCut: false };
}
