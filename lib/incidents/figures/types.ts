import type { IncidentKind, Priority } from '@/lib/incidents/types';

/** What is measured (docs/timeline.md): from one moment of an incident to another. */
export const SPANS = ['mttd', 'mtta', 'mttc', 'mttr'] as const;
export type SpanName = (typeof SPANS)[number];

/** Of `n` incidents whose two moments are known, in seconds; null: of none. */
export type Spread = { readonly n: number; readonly median: number | null; readonly p90: number | null };

export type Times = {
  readonly all: Readonly<Record<SpanName, Spread>>;
  /** The same number of weeks before. */
  readonly before: Readonly<Record<SpanName, Spread>>;
  readonly byPriority: readonly (Readonly<Record<SpanName, Spread>> & { readonly priority: Priority })[];
};

/** Incidents that were declared within the period: those that count, and those that are left out. */
export type Counted = {
  readonly counted: number;
  readonly merged: number;
  readonly falsePositive: number;
  readonly exercise: number;
};

/** Reaction clocks of a month (`YYYY-MM`, UTC) and priority that have ended in time or were breached. */
export type Reaction = {
  readonly month: string;
  readonly priority: Priority;
  readonly met: number;
  readonly missed: number;
};

/** Incidents of a kind; `repeated`: those after the first of their product. */
export type Cause = {
  readonly kind: IncidentKind;
  readonly n: number;
  readonly repeated: number;
  readonly before: number;
};

/** A root cause or contributing factor of reviews: in how many incidents it is named, and in how many as the root. */
export type NamedCause = { readonly cause: string; readonly root: number; readonly n: number };

/** Hours with a part in incidents, counted once however many parts; `off` at night (22–6) or weekend of the person's own clock. */
export type Load = {
  readonly personId: string;
  readonly name: string;
  readonly incidents: number;
  readonly hours: number;
  readonly off: number;
  readonly timeZone: string;
};

export type OverdueAction = {
  readonly incident: number;
  readonly number: number;
  readonly title: string;
  readonly owner: string;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
  readonly days: number;
};

/** `named`: those that are overdue longest, at most 200. */
export type Overdue = { readonly total: number; readonly named: readonly OverdueAction[] };

export type IncidentFigures = {
  readonly counted: Counted;
  readonly times: Times;
  readonly reactions: readonly Reaction[];
  readonly causes: readonly Cause[];
  readonly named: readonly NamedCause[];
  readonly load: readonly Load[];
  readonly overdue: Overdue;
};
