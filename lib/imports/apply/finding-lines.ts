import type pg from 'pg';
import { DETAIL_COLUMNS, EVIDENCE_COLUMNS, FINDING_COLUMNS } from '@/lib/imports/apply/columns';
import { copyBytes } from '@/lib/imports/apply/copy';
import { type CopyValue, copyLine } from '@/lib/imports/apply/copy-text';
import { ByteBuilder } from '@/lib/imports/reading/byte-builder';

const OWN = [
  'id',
  'tokens',
  'priority',
  'ssvc',
  'product_id',
  'fingerprint',
  'scanner',
  'first_seen_at',
  'due_at',
  'status_changed_at',
  'updated_at',
];
const FINDING = [...OWN, ...Object.keys(FINDING_COLUMNS)];
const DETAIL = ['finding_id', ...Object.keys(DETAIL_COLUMNS)].map((column) =>
  column === 'refs' ? '"references"' : column === 'place' ? 'location' : column,
);
const SEEN = [
  'finding_id',
  'source_id',
  'severity',
  'first_import_id',
  'last_import_id',
  'first_seen_at',
  'last_seen_at',
];
const EVIDENCE = [...SEEN, ...Object.keys(EVIDENCE_COLUMNS)];
const ALIAS = ['product_id', 'fingerprint', 'finding_id'];

/** The values of one new finding, table by table, in the order of the columns above. */
export type FindingValues = {
  readonly finding: readonly CopyValue[];
  readonly detail: readonly CopyValue[];
  readonly evidence: readonly CopyValue[];
  readonly aliases: readonly (readonly CopyValue[])[];
};

/**
 * New findings as lines of COPY, in memory that is used again: what is made and thrown away by the megabyte keeps the
 * garbage collector at work.
 */
export class FindingLines {
  readonly #finding = new ByteBuilder();
  readonly #detail = new ByteBuilder();
  readonly #evidence = new ByteBuilder();
  readonly #aliases = new ByteBuilder();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#finding.length + this.#detail.length + this.#evidence.length + this.#aliases.length;
  }

  add({ finding, detail, evidence, aliases }: FindingValues): void {
    this.#finding.write(copyLine(finding));
    this.#detail.write(copyLine(detail));
    this.#evidence.write(copyLine(evidence));
    for (const alias of aliases) this.#aliases.write(copyLine(alias));
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
