import type pg from 'pg';
import { type Existing, existingOf, type Found, lookUp } from '@/lib/imports/apply/existing';
import type { KnownEvidence } from '@/lib/imports/apply/known-evidence';
import { NewFindings } from '@/lib/imports/apply/new-findings';
import { PlacedFindings } from '@/lib/imports/apply/placed';
import { digestOf, type ReportRow } from '@/lib/imports/apply/row';
import { CREATE_STAGE, StagedRows } from '@/lib/imports/apply/staged-rows';
import type { WriteInput } from '@/lib/imports/apply/write';

const HAS_FINDINGS = 'SELECT EXISTS (SELECT FROM finding WHERE product_id = $1) AS has';

/** Another fingerprint of a finding that exists, as a record of this report tells it. */
export type NewAlias = { readonly fingerprint: string; readonly findingId: number };

/**
 * Decides for each record of a report where it goes: what the source reported before in the same words is only counted,
 * what is new to the product is written at once, everything else is staged and compared when the report is read. Call
 * under the product's merge lock, in one transaction.
 */
export class Placing {
  readonly fresh: NewFindings;
  readonly placed = new PlacedFindings();
  readonly staged: StagedRows;
  /** Findings that the report shows to be the same as another one: which goes into which. */
  readonly joins = new Map<number, number>();
  readonly aliases: NewAlias[] = [];

  private constructor(
    private readonly client: pg.ClientBase,
    private readonly input: WriteInput,
    readonly known: KnownEvidence,
    private readonly hasFindings: boolean,
  ) {
    this.fresh = new NewFindings(client, input);
    this.staged = new StagedRows(client, input.importId);
  }

  static async open(client: pg.ClientBase, input: WriteInput, known: KnownEvidence): Promise<Placing> {
    await client.query(CREATE_STAGE);
    const { rows } = await client.query<{ has: boolean }>(HAS_FINDINGS, [input.productId]);
    return new Placing(client, input, known, rows[0]?.has === true);
  }

  async add(rows: readonly ReportRow[]): Promise<void> {
    await this.#place(rows.filter((row) => !this.#takesKnown(row)));
    await this.fresh.write(false);
    await this.staged.write(false);
  }

  /** Writes what still waits. */
  async end(): Promise<void> {
    await this.fresh.write(true);
    await this.staged.write(true);
  }

  /** What the source has reported before; where its words are new, its other ids may tell of other findings. */
  #takesKnown(row: ReportRow): boolean {
    const entry = this.known.byIdentity(row.identity);
    if (entry < 0) return false;
    if (this.known.sameContent(entry, row.content)) this.known.hit(entry);
    else if (row.aliases.length > 0) return false;
    else this.#differs(row, entry, this.known.findingOf(entry));
    return true;
  }

  #differs(row: ReportRow, entry: number, findingId: number): void {
    if (entry >= 0) this.known.differ(entry);
    this.staged.add(row, findingId);
  }

  async #place(rows: readonly ReportRow[]): Promise<void> {
    const names = rows.map(({ fingerprint, aliases }) => [fingerprint, ...aliases]);
    const found: Found = this.hasFindings ? await lookUp(this.client, this.input.productId, names.flat()) : new Map();
    const existing = names.map((fingerprints) => existingOf(found, fingerprints));
    await this.fresh.reserve(existing.filter((one) => one === null).length);
    for (const [at, row] of rows.entries()) {
      const known = existing[at];
      if (known) this.#existing(row, known, found);
      else this.#new(row);
    }
  }

  #existing(row: ReportRow, { id, same }: Existing, found: Found): void {
    for (const from of same) {
      this.#join(from, id);
      const entry = this.known.byFinding(from);
      if (entry >= 0) this.known.differ(entry);
    }
    for (const fingerprint of [row.fingerprint, ...row.aliases]) {
      if (!found.has(fingerprint)) this.aliases.push({ fingerprint, findingId: id });
    }
    const entry = this.known.byFinding(id);
    if (entry >= 0 && this.known.sameContent(entry, row.content)) this.known.hit(entry);
    else this.#differs(row, entry, id);
  }

  /** Findings may turn out to be one over several records: all go into the last of a chain. */
  #join(from: number, into: number): void {
    let end = into;
    for (let next = this.joins.get(end); next !== undefined; next = this.joins.get(end)) end = next;
    if (end !== from) this.joins.set(from, end);
  }

  #new(row: ReportRow): void {
    const others = row.aliases.map(digestOf);
    const slot = [row.identity, ...others].map((digest) => this.placed.find(digest)).find((one) => one >= 0);
    if (slot === undefined) this.placed.add(row, others, this.fresh.add(row));
    else this.#again(row, slot);
  }

  /** A record of a finding that this report has made. */
  #again(row: ReportRow, slot: number): void {
    if (this.placed.isBetter(slot, row)) {
      this.placed.differ(slot);
      this.staged.add(row, this.placed.findingOf(slot));
    } else {
      this.placed.hit(slot);
    }
  }
}
