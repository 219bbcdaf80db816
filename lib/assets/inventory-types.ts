import type { DataClass, Exposure, ProductAttributes, Tier } from '@/lib/assets/attributes';
import type { AssetKind, Coverage, Protection } from '@/lib/assets/kinds';
import type { SeverityName } from '@/lib/findings/severity';

type ProductRef = { readonly id: string; readonly slug: string; readonly name: string };

/** One row of the list. Instants are ISO 8601 in UTC. */
export type AssetRow = ProductAttributes & {
  readonly id: string;
  readonly version: number;
  readonly kind: AssetKind;
  readonly key: string;
  readonly name: string;
  readonly product: ProductRef;
  readonly team: string;
  readonly coverage: Readonly<Record<Protection, Coverage>>;
  readonly scannedAt: string | null;
  readonly tlsLetter: string | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** Its further names, the first ones. */
  readonly others: readonly string[];
  /** Open findings at its names; `exact: false` means at least so many. */
  readonly open: { readonly n: number; readonly exact: boolean };
};

export type AssetPage = { readonly rows: readonly AssetRow[]; readonly next: string | null };

export const INVENTORY_FACETS = ['kind', 'tier', 'exposure', 'data', 'scan', 'edr', 'backup', 'tls'] as const;
export type InventoryFacet = (typeof INVENTORY_FACETS)[number];

/** How many assets each choice of a filter would show beside the other filters, and how many are shown. */
export type InventoryCounts = {
  readonly total: number;
  readonly facets: Readonly<Record<InventoryFacet, Readonly<Record<string, number>>>>;
};

/** Assets of a kind by how one protection covers them; where it does not apply they are not counted. */
export type CoverageCell = Readonly<Record<Exclude<Coverage, 'none'>, number>>;
export type CoverageRow = {
  readonly kind: AssetKind;
  readonly total: number;
  readonly cells: Readonly<Record<Protection, CoverageCell>>;
};

/** Who told of a name. */
export type SightingView = {
  readonly via: 'source' | 'sender' | 'tls' | 'backup';
  /** What people know it by: a scanner and its target, a sender, an endpoint, a service. */
  readonly label: string;
  readonly href: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly detail: string;
};

export type NameView = {
  readonly id: number;
  readonly key: string;
  readonly product: string;
  /** A person gave it to this asset. */
  readonly held: boolean;
  /** The asset was made for this name: it cannot be split off. */
  readonly own: boolean;
  readonly sightings: readonly SightingView[];
};

export const ASSET_VERBS = ['changed', 'merged', 'split'] as const;

export type StepView = {
  readonly id: string;
  readonly at: string;
  readonly verb: (typeof ASSET_VERBS)[number];
  readonly actorName: string;
  readonly data: Readonly<Record<string, readonly [string | null, string | null]>>;
};

export type NearView = { readonly id: string; readonly kind: AssetKind; readonly name: string };

export type AlertView = {
  readonly number: number;
  readonly title: string;
  readonly severity: number;
  readonly lastAt: string;
};

export type IncidentView = { readonly number: number; readonly title: string };

export type AssetDetail = AssetRow & {
  /** Its own; null where the product's holds. */
  readonly own: {
    readonly tier: Tier | null;
    readonly exposure: Exposure | null;
    readonly dataClass: DataClass | null;
  };
  readonly names: readonly NameView[];
  /** What it lies in, and the first of what lies in it. */
  readonly within: NearView | null;
  readonly inside: readonly NearView[];
  readonly scanUntil: string | null;
  readonly edrAt: string | null;
  readonly findings: Readonly<Record<SeverityName, number>>;
  /** The newest that name it, as far as the reader may see them. */
  readonly alerts: readonly AlertView[];
  readonly incidents: readonly IncidentView[];
  /** Under the same name in other products that the reader may see. */
  readonly elsewhere: readonly { readonly id: string; readonly product: string }[];
  readonly steps: readonly StepView[];
  /** Products that the reader may give it to; empty: may change nothing. */
  readonly products: readonly ProductRef[];
};
