import type { Age, FindingFilter } from '@/lib/findings/search-params';
import type { SeverityName } from '@/lib/findings/severity';
import type { Count } from '@/lib/findings/types';
import type { ImportStateName } from '@/lib/imports/types';

/** What narrows the overview: slugs of teams and products, as in every address. */
export type OverviewFilter = { readonly team: readonly string[]; readonly product: readonly string[] };

/** A number and the list that it counts: `findingsHref(filter)` shows exactly so many rows. */
export type Figure = Count & { readonly filter: Partial<FindingFilter> };

/** The same, and no list where what it counts is past. */
type PastFigure = Count & { readonly filter: Partial<FindingFilter> | null };

export type BySeverity<T> = Readonly<Record<SeverityName, T>>;

export type ProductBar = {
  readonly slug: string;
  readonly name: string;
  readonly open: Figure;
  readonly severities: BySeverity<Figure>;
};

/** A week that ends with `day` (UTC, included): what was open then, what came and went within it. */
export type TrendPoint = {
  readonly day: string;
  readonly open: BySeverity<number>;
  readonly entered: number;
  readonly left: number;
};

/** Open findings by how long they have been known. */
export type Ages = Readonly<Record<Age, BySeverity<PastFigure>>>;

export type Counts = {
  readonly open: Figure;
  readonly severities: BySeverity<Figure>;
  readonly products: readonly ProductBar[];
  readonly ages: Readonly<Record<Age, BySeverity<Figure>>>;
  /** Open a week ago. */
  readonly openBefore: number;
  readonly trend: readonly TrendPoint[];
  /** First seen, and fixed, since this day a week ago. */
  readonly added: Figure;
  readonly fixed: Figure;
};

export type RecentImport = {
  readonly id: string;
  readonly fileName: string;
  readonly state: ImportStateName;
  readonly product: string;
  readonly source: string | null;
  readonly at: string;
  readonly added: number;
  readonly fixed: number;
};

type SilentSource = {
  readonly id: string;
  readonly name: string;
  readonly product: { readonly slug: string; readonly name: string };
  readonly lastImportAt: string | null;
};

export type Freshness = {
  readonly sources: number;
  readonly silent: number;
  readonly newestImportAt: string | null;
  readonly silentSources: readonly SilentSource[];
};
