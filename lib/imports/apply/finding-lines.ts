import type pg from 'pg';
import { copyTuples } from '@/lib/imports/apply/copy';
import { instantField, int16Field, int32Field, textField, tuple, uuidField } from '@/lib/imports/apply/copy-binary';
import type { PackPlace } from '@/lib/imports/apply/packs';
import type { PreparedRow } from '@/lib/imports/apply/row-batch';
import { SEGMENTS } from '@/lib/imports/apply/segments';
import { ByteBuilder } from '@/lib/imports/reading/byte-builder';

const FINDING = [
  'id',
  'due_at',
  'product_id',
  'scanner',
  'first_seen_at',
  'status_changed_at',
  'updated_at',
  ...Object.keys(SEGMENTS.finding),
];
const DETAIL = ['finding_id', ...Object.keys(SEGMENTS.detail)].map((column) =>
  column === 'refs' ? '"references"' : column === 'place' ? 'location' : column,
);
const EVIDENCE = [
  'finding_id',
  'pack_id',
  'pack_at',
  'severity',
  'source_id',
  'first_import_id',
  'last_import_id',
  'first_seen_at',
  'last_seen_at',
  ...Object.keys(SEGMENTS.evidence),
];
const ALIAS = ['product_id', 'fingerprint', 'finding_id'];

/** What all new findings of an import have in common. */
export type InCommon = {
  readonly productId: string;
  readonly sourceId: string;
  readonly importId: string;
  readonly scanner: string;
  readonly scanned: Date;
  readonly now: Date;
};

/** What is decided of a new finding beside what its report says. */
export type Place = PackPlace & { readonly id: number; readonly due: Date | null };

/**
 * New findings as tuples of COPY, in memory that is used again: what is made and thrown away by the megabyte keeps the
 * garbage collector at work.
 */
export class FindingLines {
  readonly #finding = new ByteBuilder();
  readonly #detail = new ByteBuilder();
  readonly #evidence = new ByteBuilder();
  readonly #aliases = new ByteBuilder();
  readonly #ofFinding = new ByteBuilder();
  readonly #ofEvidence = new ByteBuilder();
  #count = 0;

  constructor(private readonly all: InCommon) {
    const { productId, sourceId, importId, scanner, scanned, now } = all;
    uuidField(this.#ofFinding, productId);
    textField(this.#ofFinding, scanner);
    for (const instant of [scanned, scanned, now]) instantField(this.#ofFinding, instant);
    for (const id of [sourceId, importId, importId]) uuidField(this.#ofEvidence, id);
    for (const instant of [scanned, scanned]) instantField(this.#ofEvidence, instant);
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#finding.length + this.#detail.length + this.#evidence.length + this.#aliases.length;
  }

  add(row: PreparedRow, { id, due, packId, packAt }: Place): void {
    tuple(this.#finding, FINDING.length);
    int32Field(this.#finding, id);
    instantField(this.#finding, due);
    this.#finding.append(this.#ofFinding.view());
    this.#finding.append(row.finding);
    tuple(this.#detail, DETAIL.length);
    int32Field(this.#detail, id);
    this.#detail.append(row.detail);
    this.#addEvidence(row, id, packId, packAt);
    for (const alias of row.aliases) this.#addAlias(alias, id);
    this.#count += 1;
  }

  #addEvidence(row: PreparedRow, id: number, packId: number, packAt: number): void {
    const to = this.#evidence;
    tuple(to, EVIDENCE.length);
    int32Field(to, id);
    int32Field(to, packId);
    int16Field(to, packAt);
    int16Field(to, row.severity);
    to.append(this.#ofEvidence.view());
    to.append(row.evidence);
  }

  #addAlias(fingerprint: string, id: number): void {
    const to = this.#aliases;
    tuple(to, ALIAS.length);
    uuidField(to, this.all.productId);
    textField(to, fingerprint);
    int32Field(to, id);
  }

  /** Writes everything; nothing may be added until it is done. */
  async copy(client: pg.ClientBase): Promise<void> {
    await copyTuples(client, 'finding', FINDING, [this.#finding.view()]);
    await copyTuples(client, 'finding_detail', DETAIL, [this.#detail.view()]);
    await copyTuples(client, 'finding_source', EVIDENCE, [this.#evidence.view()]);
    await copyTuples(client, 'finding_alias', ALIAS, [this.#aliases.view()]);
  }

  clear(): void {
    for (const lines of [this.#finding, this.#detail, this.#evidence, this.#aliases]) lines.truncate(0);
    this.#count = 0;
  }
}
