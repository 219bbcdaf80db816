/** How the first broken row differs from what was signed. */
export type Breach =
  /** The canonical text does not match its signature, or the row was never signed by us. */
  | { readonly kind: 'text'; readonly seq: number | null; readonly entryId: number }
  /** A column says something else than the signed text. */
  | { readonly kind: 'column'; readonly seq: number | null; readonly entryId: number; readonly column: string }
  /** The seal's row is gone. */
  | { readonly kind: 'entry-missing'; readonly seq: number; readonly entryId: number }
  /** A number of the chain is gone. */
  | { readonly kind: 'seal-missing'; readonly seq: number; readonly entryId: null }
  /** The seal does not follow from the one before: changed, inserted or moved. */
  | { readonly kind: 'seal'; readonly seq: number; readonly entryId: number };

export type Verification = {
  /** Rows whose text, columns and seal are right, up to the first breach. */
  readonly checked: number;
  /** Rows that are signed and not chained yet: a second's worth while the worker runs. */
  readonly unsealed: number;
  /** The last seal: note it elsewhere, a cut tail shows nowhere else. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly breach: Breach | null;
};

export type AuditRowDto = {
  readonly id: number;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string };
  readonly action: string;
  readonly target: { readonly kind: string; readonly id: string };
  readonly product: string | null;
  /** The signed text, as stored. */
  readonly text: string;
  readonly seal: number | null;
};

export type AuditPage = { readonly rows: readonly AuditRowDto[]; readonly next: string | null };
