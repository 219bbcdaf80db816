import type { BySeverity, OverviewFilter } from '@/lib/overview/types';

/** `at` is the last day (UTC, included) that is looked at: nothing after it counts, unless it is today. */
export type FiguresFilter = OverviewFilter & { readonly at: string; readonly weeks: number };

export const FLOWS = ['found', 'back', 'fixed', 'dismissed'] as const;
export type FlowName = (typeof FLOWS)[number];

/** A week that ends with `day` (UTC, included): what was open then, what came and went within it. */
export type WeekPoint = Readonly<Record<FlowName, number>> & {
  readonly day: string;
  readonly open: number;
  readonly severities: BySeverity<number>;
};

/** Of 80 of 100 resampled futures, what is open at the end of `day` lies between these. */
export type ForecastPoint = { readonly day: string; readonly low: number; readonly high: number };

export type Forecast = {
  /** How many past weeks were resampled. */
  readonly weeks: number;
  readonly points: readonly ForecastPoint[];
  /** Nothing is open any more: at the earliest, at the latest (the same 80 %); null: not within a year. */
  readonly done: { readonly earliest: string | null; readonly latest: string | null };
};

export type FlowFigures = {
  /** The first day of which anything is known; null: nothing is. */
  readonly since: string | null;
  /** Oldest first. The first one is where the period starts; weeks before `since` are left out. */
  readonly points: readonly WeekPoint[];
  /** Null: fewer than four whole weeks are known. */
  readonly forecast: Forecast | null;
};

/** Of fixes within a period. Shares are of these numbers: `met` of `due`, `reopened` of `fixed`. */
export type Remediation = {
  readonly fixed: number;
  /** From first sight, or the last return, to the fix; null: nothing was fixed. */
  readonly meanDays: number | null;
  readonly medianDays: number | null;
  /** Fixes whose due date is known. */
  readonly due: number;
  readonly met: number;
  readonly reopened: number;
};

export type RemediationFigures = {
  readonly all: Remediation;
  /** The period before, as it was known at its end. */
  readonly before: Remediation;
  readonly severities: BySeverity<Remediation>;
};

/** One upgrade and how many open findings it closes. */
export type TopFix = {
  readonly slug: string;
  readonly product: string;
  /** Empty: no image, a repository or host. */
  readonly image: string;
  readonly package: string;
  /** Null: a fix exists, and no scanner names its version. */
  readonly version: string | null;
  readonly n: number;
  /** Critical and high among them. */
  readonly urgent: number;
  /** Ids of the sources that report them. */
  readonly sources: readonly string[];
};

export type ScannerFigure = { readonly scanner: string; readonly all: number; readonly falsePositive: number };

/** Sources by how long ago they were scanned: each number holds the ones after it; `never` stands beside them. */
export type ScanGaps = {
  readonly sources: number;
  readonly week: number;
  readonly month: number;
  readonly quarter: number;
  readonly never: number;
};
