import type { Declared } from '@/lib/backups/declared';
import type { Gap } from '@/lib/backups/rules-window';
import type { Degree, Objectives, Plan, Verdict } from '@/lib/backups/types';

type ProductRef = { readonly id: string; readonly slug: string; readonly name: string };

/** A line of the grid. Instants are ISO 8601 in UTC. */
export type ServiceRow = {
  readonly id: string;
  readonly name: string;
  readonly product: ProductRef;
  readonly verdicts: readonly Verdict[];
  readonly evaluatedAt: string | null;
  readonly plans: number;
  /** Names of sources that are silent. */
  readonly silent: readonly string[];
};

export type ServiceSummary = {
  readonly total: number;
  /** Every objective met; one missed at least; none missed, but one not known. */
  readonly met: number;
  readonly missed: number;
  readonly unknown: number;
};

export type PlanItem = Plan & {
  /** What the tool itself says it will do for it; null: nothing. */
  readonly declared: Declared | null;
  readonly version: number;
  readonly source: { readonly id: string; readonly name: string; readonly shape: string };
};

export type GapItem = { readonly [K in keyof Gap]: Gap[K] extends Date ? string : Gap[K] };

/** What a picture of time shows of a copy. */
export type PointItem = {
  readonly key: string;
  readonly asset: string;
  readonly kind: string;
  readonly status: string;
  readonly at: string;
  readonly seconds: number | null;
  readonly bytes: number | null;
  readonly repository: string;
  readonly location: string;
  readonly encryption: string;
  readonly restorable: boolean;
  readonly clock: string | null;
  readonly note: string;
};

export type CheckItem = {
  readonly key: string;
  readonly at: string;
  readonly method: string;
  readonly result: string;
  readonly note: string;
};

export type SiteItem = {
  readonly name: string;
  readonly newest: string;
  readonly encryption: string;
  readonly immutableUntil: string | null;
  readonly fresh: boolean;
};

export type PartView = {
  readonly part: string;
  /** What a loss at this moment would cost, in seconds; null: all. */
  readonly loseNow: number | null;
  readonly degree: Degree;
  readonly newest: string | null;
  readonly oldest: string | null;
  readonly anyFrom: string | null;
  readonly anyUntil: string | null;
  /** Out of which repository; empty: its tool names none. */
  readonly anyRepository: string;
  readonly copies: number;
  readonly worst: GapItem | null;
  readonly achievable: number | null;
  readonly sites: readonly SiteItem[];
  readonly gaps: readonly GapItem[];
  readonly points: readonly PointItem[];
  /** Of the newest runs: a day adds so much. */
  readonly size: { readonly now: number; readonly perDay: number } | null;
  readonly duration: { readonly now: number; readonly perDay: number } | null;
};

export type TestItem = {
  readonly id: string;
  readonly kind: string;
  readonly startedAt: string;
  readonly seconds: number;
  readonly bytes: number | null;
  readonly pointAsked: string | null;
  readonly pointReached: string | null;
  readonly result: string;
  readonly compared: string;
  readonly comparedNote: string;
  readonly evidence: string;
  readonly note: string;
  readonly byName: string;
  readonly enteredByName: string;
  readonly withdrawn: { readonly by: string; readonly why: string } | null;
};

export type ObjectivesItem = Objectives & { readonly since: string; readonly byName: string };

export type ServiceDetail = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly note: string;
  readonly product: ProductRef;
  readonly createdAt: string;
  readonly verdicts: readonly Verdict[];
  readonly objectives: ObjectivesItem;
  readonly history: readonly ObjectivesItem[];
  readonly plans: readonly PlanItem[];
  readonly parts: readonly PartView[];
  readonly checks: readonly CheckItem[];
  readonly tests: readonly TestItem[];
  readonly testDue: string;
  readonly now: string;
  /** The period of the picture. */
  readonly from: string;
  /** What the reader may do with it; the server decides again. */
  readonly rights: { readonly write: boolean; readonly test: boolean };
  readonly sources: readonly SourceChoice[];
};

export type SourceChoice = {
  /** Schedules of the tool itself. */
  readonly declared: readonly Declared[];
  readonly id: string;
  readonly name: string;
  readonly shape: string;
  readonly assets: readonly string[];
};

export type SourceRow = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly shape: string;
  readonly label: string;
  readonly product: ProductRef;
  readonly timeZone: string | null;
  readonly expectedMinutes: number | null;
  readonly lastReceivedAt: string | null;
  readonly silentSince: string | null;
  readonly deliveries: number;
  readonly wrongClocks: number;
  readonly wrongClock: {
    readonly asset: string;
    /** Seconds that it is ahead of ours; null: it is wrong in another way. */
    readonly ahead: number | null;
  } | null;
  /** Assets of it that no plan of a service names. */
  readonly unprotected: readonly string[];
  readonly writable: boolean;
};

export type TestDue = {
  readonly id: string;
  readonly name: string;
  readonly product: string;
  readonly due: string;
  readonly late: boolean;
  readonly last: string | null;
};
