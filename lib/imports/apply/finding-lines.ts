import type pg from 'pg';
import { copyBytes } from '@/lib/imports/apply/copy';
import { copyFields, copyLine } from '@/lib/imports/apply/copy-text';
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

const TAB = '\t';
const END = Buffer.from('\n');

/** What all new findings of an import have in common. Instants in ISO 8601. */
export type InCommon = {
  readonly productId: string;
  readonly sourceId: string;
  readonly importId: string;
  readonly scanner: string;
  readonly scanned: string;
  readonly now: string;
};

/** What is decided of a new finding beside what its report says. */
export type Place = PackPlace & { readonly id: number; readonly due: string | null };

/**
 * New findings as lines of COPY, in memory that is used again: what is made and thrown away by the megabyte keeps the
 * garbage collector at work.
 */
export class FindingLines {
  readonly #finding = new ByteBuilder();
  readonly #detail = new ByteBuilder();
  readonly #evidence = new ByteBuilder();
  readonly #aliases = new ByteBuilder();
  readonly #ofFinding: string;
  readonly #ofEvidence: string;
  #count = 0;

  constructor(private readonly all: InCommon) {
    const { productId, sourceId, importId, scanner, scanned, now } = all;
    this.#ofFinding = TAB + copyFields([productId, scanner, scanned, scanned, now]) + TAB;
    this.#ofEvidence = TAB + copyFields([sourceId, importId, importId, scanned, scanned]) + TAB;
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#finding.length + this.#detail.length + this.#evidence.length + this.#aliases.length;
  }

  add(row: PreparedRow, { id, due, packId, packAt }: Place): void {
    line(this.#finding, copyFields([id, due]) + this.#ofFinding, row.finding);
    line(this.#detail, id + TAB, row.detail);
    line(this.#evidence, copyFields([id, packId, packAt, row.severity]) + this.#ofEvidence, row.evidence);
    for (const alias of row.aliases) this.#aliases.write(copyLine([this.all.productId, alias, id]));
    this.#count += 1;
  }

  /** Writes everything; nothing may be added until it is done. */
  async copy(client: pg.ClientBase): Promise<void> {
    await copyBytes(client, 'finding', FINDING, [this.#finding.view()]);
    await copyBytes(client, 'finding_detail', DETAIL, [this.#detail.view()]);
    await copyBytes(client, 'finding_source', EVIDENCE, [this.#evidence.view()]);
    await copyBytes(client, 'finding_alias', ALIAS, [this.#aliases.view()]);
  }

  clear(): void {
    for (const lines of [this.#finding, this.#detail, this.#evidence, this.#aliases]) lines.truncate(0);
    this.#count = 0;
  }
}

function line(lines: ByteBuilder, begin: string, rest: Uint8Array): void {
  lines.write(begin);
  lines.append(rest);
  lines.append(END);
}
