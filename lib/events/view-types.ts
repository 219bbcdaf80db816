import type { RefusalCode } from '@/lib/events/reading/types';
import type { SenderHabit } from '@/lib/events/schema';
import type { SearchProblem } from '@/lib/events/search/grammar';
import type { EventClass, EventOutcome, EventPlace } from '@/lib/events/types';

/** An event as pages show it. */
export type EventRow = Readonly<Record<EventPlace, string>> & {
  /** `<class>.<microseconds>.<id>`: names the event in addresses. */
  readonly ref: string;
  /** ISO 8601 in UTC with nine digits. */
  readonly time: string;
  readonly timeSaid: string;
  readonly receivedAt: string;
  readonly class: EventClass;
  readonly severity: number;
  readonly outcome: EventOutcome;
  readonly name: string;
  readonly message: string;
  readonly techniques: readonly string[];
  readonly product: { readonly slug: string; readonly name: string };
  readonly sender: { readonly shape: string; readonly name: string };
};

export type EventPage = {
  readonly rows: readonly EventRow[];
  readonly next: string | null;
  readonly problems: readonly SearchProblem[];
};

/** How many events fell into a stretch of the window, by severity rank. */
export type Bucket = { readonly from: string; readonly counts: readonly number[] };

/** What the newest matching events have in common: by key of a search, its most frequent values. */
export type Facet = {
  readonly key: string;
  readonly values: readonly { readonly value: string; readonly count: number }[];
};

export type EventOverview = {
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
  readonly total: number;
  readonly buckets: readonly Bucket[];
  readonly facets: readonly Facet[];
  /** How many of the newest the facets were counted over; smaller than `total` where there are more. */
  readonly facetsOver: number;
};

/** An event with the record that it came in, exactly as its sender wrote it. */
export type EventRecord = { readonly event: EventRow; readonly raw: string };

/** Who sends, and how that goes. */
export type SenderRow = {
  readonly id: string;
  readonly shape: string;
  readonly name: string;
  readonly product: { readonly slug: string; readonly name: string };
  readonly lastReceivedAt: string;
  readonly lastEventAt: string | null;
  /** Events of the last 24 hours, and of all time. */
  readonly day: number;
  readonly events: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly silentSince: string | null;
  /** Seconds between deliveries that are nothing to worry about; null: not known yet; 0: nothing is expected. */
  readonly habitSeconds: number | null;
  /** What somebody said of it. */
  readonly habit: SenderHabit;
  readonly mayChange: boolean;
  /** The newest records that could not be read. */
  readonly refusals: readonly {
    readonly id: string;
    readonly receivedAt: string;
    readonly code: RefusalCode;
    readonly line: number;
    readonly raw: string;
  }[];
};
