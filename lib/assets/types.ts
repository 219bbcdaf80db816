import type { ProductAttributes } from '@/lib/assets/attributes';
import type { SourceState } from '@/lib/assets/rules';
import type { SeverityName } from '@/lib/findings/severity';
import type { SourceName } from '@/lib/imports/source-name';

/** What the scope filter offers: names of what a person may see, nothing else. */
export type ScopeChoices = {
  readonly teams: readonly { readonly slug: string; readonly name: string }[];
  readonly products: readonly { readonly slug: string; readonly name: string; readonly team: string }[];
};

export type TeamRef = { readonly id: string; readonly slug: string; readonly name: string };

export type ProductRow = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly open: Readonly<Record<SeverityName, number>>;
  readonly openTotal: number;
  readonly sources: number;
  readonly silent: number;
  readonly lastImportAt: string | null;
};

export type TeamWithProducts = TeamRef & { readonly products: readonly ProductRow[] };

export type ProductDetail = ProductRow &
  ProductAttributes & {
    readonly team: TeamRef;
    /** Whether the reader watches it. */
    readonly watching: boolean;
  };

export type SourceRow = SourceName & {
  readonly id: string;
  /** The image as last scanned, with its tag or digest; empty where there is none. */
  readonly imageRef: string;
  readonly product: { readonly id: string; readonly slug: string; readonly name: string };
  readonly state: SourceState;
  readonly lastImportAt: string | null;
  readonly lastScanAt: string | null;
  readonly expectEveryHours: number;
  /** Declared gone: when, by whom, why. */
  readonly retiredAt: string | null;
  readonly retiredBy: string;
  readonly retiredNote: string;
};

/** What the person who asks may change of teams and products. */
export type AssetRights = { readonly teams: boolean; readonly products: boolean };

/** What the list of sources can be narrowed to. */
export type SourceChoices = { readonly branches: readonly string[]; readonly environments: readonly string[] };
