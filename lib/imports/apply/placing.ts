import type pg from 'pg';
import { type Existing, existingOf, type Found, type FoundFinding, lookUp } from '@/lib/imports/apply/existing';
import { endOf } from '@/lib/imports/apply/join';
import type { KnownEvidence } from '@/lib/imports/apply/known-evidence';
import { NewFindings } from '@/lib/imports/apply/new-findings';
import { RecordPacks, writePacks } from '@/lib/imports/apply/packs';
import { PlacedFindings } from '@/lib/imports/apply/placed';
import type { PreparedRow } from '@/lib/imports/apply/row-batch';
import { CREATE_STAGE, StagedRows } from '@/lib/imports/apply/staged-rows';
import type { WriteInput } from '@/lib/imports/apply/write';
import { digestOf } from '@/lib/imports/digest';

const HAS_FINDINGS = 'SELECT EXISTS (SELECT FROM finding WHERE product_id = $1) AS has';

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
  /** Further names of findings, as records of this report tell them, until they are written. */
  readonly aliases = new Map<string, FoundFinding>();

  readonly #packs: RecordPacks;

  private constructor(
    private readonly client: pg.ClientBase,
    private readonly input: WriteInput,
    readonly known: KnownEvidence,
    private readonly hasFindings: boolean,
  ) {
    this.#packs = new RecordPacks(input.importId);
    this.fresh = new NewFindings(client, input, this.#packs);
    this.staged = new StagedRows(client, this.#packs);
  }

  static async open(client: pg.ClientBase, input: WriteInput, known: KnownEvidence): Promise<Placing> {
    await client.query(CREATE_STAGE);
    const { rows } = await client.query<{ has: boolean }>(HAS_FINDINGS, [input.productId]);
    return new Placing(client, input, known, rows[0]?.has === true);
  }

  async add(rows: readonly PreparedRow[]): Promise<void> {
    await this.#packs.reserve(rows.map(({ raw }) => raw));
    await this.#place(rows.filter((row) => !this.#takesKnown(row)));
    await this.fresh.write(false);
    await this.staged.write(false);
  }

  /** Writes what still waits. */
  async end(): Promise<void> {
    await this.fresh.write(true);
    await this.staged.write(true);
    await writePacks(this.client, this.#packs.take(true));
  }

  /**
   * What the source has reported before in other words (the same ones were counted while the report was read); where it
   * has other ids, those may tell of other findings.
   */
  #takesKnown(row: PreparedRow): boolean {
    const entry = this.known.byIdentity(row.identity);
    if (entry < 0 || row.aliases.length > 0) return false;
    this.#differs(row, entry, this.known.findingOf(entry));
    return true;
  }

  #differs(row: PreparedRow, entry: number, findingId: number): void {
    if (entry >= 0) this.known.differ(entry);
    this.staged.add(row, findingId);
  }

  async #place(rows: readonly PreparedRow[]): Promise<void> {
    const names = rows.map(({ fingerprint, aliases }) => [fingerprint, ...aliases]);
    const found: Found = this.hasFindings ? await lookUp(this.client, this.input.productId, names.flat()) : new Map();
    const unknown = names.filter((own) => !own.some((name) => found.has(name)));
    await this.fresh.reserve(unknown.length);
    for (const row of rows) this.#placeOne(row, found);
  }

  /** What this report has made is told by `placed`, never by the database, which shows a part of it already. */
  #placeOne(row: PreparedRow, found: Found): void {
    const names = [row.fingerprint, ...row.aliases];
    const digests = [row.identity, ...row.aliases.map(digestOf)];
    const slots = [...new Set(digests.map((digest) => this.placed.find(digest)))].filter((slot) => slot >= 0);
    const made = slots.map((slot) => this.placed.findingOf(slot));
    const known = existingOf(
      names.flatMap((name) => found.get(name) ?? this.aliases.get(name) ?? []).filter(({ id }) => !made.includes(id)),
    );
    const [slot] = slots;
    if (known) this.#existing(row, { id: known.id, status: known.status, same: [...known.same, ...made] }, found);
    else if (slot === undefined) this.placed.add(row, digests.slice(1), this.fresh.add(row));
    else this.#again(row, slot, made.slice(1), digests);
  }

  #existing(row: PreparedRow, { id, status, same }: Existing, found: Found): void {
    for (const from of same) {
      this.#join(from, id);
      const entry = this.known.byFinding(from);
      if (entry >= 0) this.known.differ(entry);
    }
    for (const fingerprint of [row.fingerprint, ...row.aliases]) {
      if (!found.has(fingerprint)) this.aliases.set(fingerprint, { fingerprint, id, status });
    }
    const entry = this.known.byFinding(id);
    if (entry >= 0 && this.known.sameContent(entry, row.content)) this.known.hit(entry);
    else this.#differs(row, entry, id);
  }

  /** Findings may turn out to be one over several records: those of a group all lead to one end. */
  #join(from: number, into: number): void {
    const [one, other] = [endOf(this.joins, from), endOf(this.joins, into)];
    if (one !== other) this.joins.set(one, other);
  }

  /** A record of a finding that this report has made; it may show `others` that it has made to be the same one. */
  #again(row: PreparedRow, slot: number, others: readonly number[], digests: readonly Buffer[]): void {
    const id = this.placed.findingOf(slot);
    for (const other of others) this.#join(other, id);
    for (const [at, fingerprint] of [row.fingerprint, ...row.aliases].entries()) {
      const digest = digests[at];
      if (digest && this.placed.name(digest, slot)) this.aliases.set(fingerprint, { fingerprint, id, status: 'open' });
    }
    if (this.placed.isBetter(slot, row)) {
      this.placed.differ(slot);
      this.staged.add(row, id);
    } else {
      this.placed.hit(slot);
    }
  }
}
