import type { ProductAttributes } from '@/lib/assets/attributes';
import type { SourceState } from '@/lib/assets/rules';
import type { SeverityName } from '@/lib/findings/severity';

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

export type ProductDetail = ProductRow & ProductAttributes & { readonly team: TeamRef };

export type SourceRow = {
  readonly id: string;
  readonly scanner: string;
  readonly target: string;
  readonly product: { readonly slug: string; readonly name: string };
  readonly state: SourceState;
  readonly lastImportAt: string | null;
  readonly lastScanAt: string | null;
  readonly expectEveryHours: number;
};

/** What the person who asks may change of teams and products. */
export type AssetRights = { readonly teams: boolean; readonly products: boolean };
