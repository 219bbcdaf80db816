import type { SearchProblem } from '@/lib/events/search/grammar';
import type { EventClass, EventOutcome, EventPlace } from '@/lib/events/types';
import { ENTRY_KINDS, type EntryKind, type Phase, type TimeName } from '@/lib/incidents/types';

/** What an item is: an event of a machine, an alert, a line of the incident's log, or what somebody added. */
export const ITEM_KINDS = ['event', 'alert', 'added', ...ENTRY_KINDS] as const satisfies readonly (
  | EntryKind
  | 'event'
  | 'added'
)[];

/** Lines of the log that are no items: they tell of items, and are shown with them; alerts are items themselves. */
const TOLD_ELSEWHERE = ['pin', 'alert'] as const satisfies readonly EntryKind[];
export const isToldElsewhere = (kind: string) => TOLD_ELSEWHERE.some((one) => one === kind);

/** `kind:` of a search. */
export const SEARCHED_KINDS = [...new Set(ITEM_KINDS)].filter((kind) => kind !== 'pin');
export type ItemKind = Exclude<EntryKind, 'pin'> | 'event' | 'added';

/** `is:` of a search: an event that an alert of the incident rests on, and what people say of items. */
export const FLAGS = ['linked', 'pinned', 'key', 'commented'] as const;
export type Flag = (typeof FLAGS)[number];

export const LANE_BYS = ['source', 'host', 'identity', 'phase'] as const;
export type LaneBy = (typeof LANE_BYS)[number];

export const NOTE_KINDS = ['pin', 'key_moment', 'comment', 'item'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** Where an item lies, whatever it is. */
export type Places = Readonly<Partial<Record<EventPlace, string>>>;

export type TimelineItem = {
  readonly ref: string;
  readonly kind: ItemKind;
  /** ISO 8601 in UTC with nine digits. */
  readonly time: string;
  /** Of what lasted: its last moment; null: one moment. */
  readonly until: string | null;
  /** When it reached us, or was written down. */
  readonly knownAt: string;
  /** Rank 0 to 4; null: it has none. */
  readonly severity: number | null;
  readonly outcome: EventOutcome | null;
  readonly class: EventClass | null;
  /** What happened, in the words of whoever says it; of a line of the log empty: its kind and data say it. */
  readonly title: string;
  readonly text: string;
  readonly places: Places;
  readonly techniques: readonly string[];
  /** Of an event its shape and sender: `falco · cluster-a`. */
  readonly source: string;
  /** Its lane in the picture (lib/timeline/lanes.ts). */
  readonly lane: string;
  readonly flags: readonly Flag[];
  /** Of an alert its number; of an added item how it is known; of a line of the log what its words need. */
  readonly more: Readonly<Record<string, string | number | boolean | null>>;
};

/** What somebody said of an item. */
export type TimelineNote = {
  readonly id: string;
  readonly ref: string;
  readonly kind: Exclude<NoteKind, 'item'>;
  readonly time: string;
  readonly title: string;
  readonly text: string;
  readonly at: string;
  readonly by: string;
};

/** What somebody said or added before it was corrected or taken back. */
export type EarlierNote = Omit<TimelineNote, 'kind' | 'ref'> & {
  readonly kind: NoteKind;
  /** Of an added item: how it was known. */
  readonly known: string;
  readonly ended: { readonly removed: boolean; readonly at: string; readonly by: string; readonly reason: string };
};

export type ItemDetail = TimelineItem & { readonly earlier: readonly EarlierNote[] };

export type PhaseSpan = { readonly phase: Phase; readonly from: string; readonly to: string | null };
export type Moment = { readonly time: TimeName; readonly at: string };

/** How many items of a lane fall into a bucket: by severity rank, then those without one. */
export type Cell = {
  readonly lane: string;
  /** Counted from the first bucket of the window. */
  readonly bucket: number;
  readonly counts: readonly number[];
  /** Those among them that an alert of the incident rests on. */
  readonly linked: number;
};

export type Lane = { readonly key: string; readonly count: number };

export type TimelineFacet = {
  readonly key: string;
  readonly values: readonly { readonly value: string; readonly count: number }[];
};

export type TimelineView = {
  readonly incident: {
    readonly id: string;
    readonly number: number;
    readonly mayWrite: boolean;
    readonly mayReadEvents: boolean;
  };
  /** The window that is shown, and the one that is shown where no other is asked for. ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly whole: { readonly from: string; readonly to: string };
  /** Width of a bucket; the first one begins at `bucketsFrom`, which is not after `from`. */
  readonly bucketMicros: number;
  readonly bucketsFrom: string;
  readonly total: number;
  /** Lines, alerts and added items are more than the picture counts. */
  readonly isCut: boolean;
  readonly lanes: readonly Lane[];
  readonly cells: readonly Cell[];
  /** Each of them, where they are few enough to be drawn; else null. */
  readonly items: readonly TimelineItem[] | null;
  readonly phases: readonly PhaseSpan[];
  readonly moments: readonly Moment[];
  readonly notes: readonly TimelineNote[];
  /** Items that were added and taken back since, whatever the search and the window. */
  readonly takenBack: readonly EarlierNote[];
  readonly facets: readonly TimelineFacet[];
  /** Of how many of the newest events the facets of places tell. */
  readonly facetsOver: number;
  readonly problems: readonly SearchProblem[];
};

/** What a stretch of time holds that was chosen in the picture. */
export type TimelineChosen = Pick<TimelineView, 'total' | 'facets' | 'facetsOver'>;

export type TimelinePage = { readonly rows: readonly TimelineItem[]; readonly next: string | null };
