import type { TableProblem } from '@/lib/lists/table-problem';
import type { Change, Entry, Kind } from '@/lib/lists/types';

export type PlaceChoice = { readonly id: string; readonly slug: string; readonly name: string };

/** Instants are ISO 8601. */
export type VersionView = {
  readonly version: number;
  readonly at: string;
  readonly way: string;
  readonly by: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** The first of them. */
  readonly changes: readonly Change[];
};

export type EntryRow = Entry & { readonly ended: boolean };

export type ListView = {
  readonly kind: Kind;
  /** Null: the organisation. */
  readonly product: PlaceChoice | null;
  /** 0: there is no list yet, and nothing is drift here. */
  readonly version: number;
  readonly unseenDays: number;
  readonly total: number;
  readonly matching: number;
  readonly page: number;
  readonly pages: number;
  readonly rows: readonly EntryRow[];
  readonly versions: readonly VersionView[];
  /** Open findings of drift by this kind, in the place; of the organisation: in all products of the reader. */
  readonly drifted: number;
  /** Ids of the sources that hold them: one a product. */
  readonly driftSources: readonly string[];
  /** When the place was compared last; null: never. */
  readonly comparedAt: string | null;
  readonly writable: boolean;
};

/** What saving would change, and what of it would become or cease to be drift. */
export type Preview =
  | { readonly kind: 'refused'; readonly problems: readonly TableProblem[]; readonly count: number }
  | {
      readonly kind: 'preview';
      readonly added: number;
      readonly changed: number;
      readonly removed: number;
      readonly opens: number;
      readonly closes: number;
      /** The first that would become drift: "443/tcp shop.example". */
      readonly examples: readonly string[];
      /** Products beyond the first were not compared. */
      readonly partial: boolean;
    };
