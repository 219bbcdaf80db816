import type pg from 'pg';
import { copyTuples } from '@/lib/imports/apply/copy';
import { int16Field, int32Field, tuple } from '@/lib/imports/apply/copy-binary';
import { type RecordPacks, writePacks } from '@/lib/imports/apply/packs';
import type { PreparedRow } from '@/lib/imports/apply/row-batch';
import { SEGMENTS } from '@/lib/imports/apply/segments';
import { ByteBuilder } from '@/lib/imports/reading/byte-builder';

const SLICE_BYTES = 8_000_000;

const OWN = { seq: 'int', finding_id: 'int', pack_id: 'int', pack_at: 'smallint' };
const COLUMNS = { ...OWN, ...SEGMENTS.finding, ...SEGMENTS.detail, ...SEGMENTS.evidence };

const NAMES = Object.keys(COLUMNS);

/** Records of findings that exist and may change. */
export const CREATE_STAGE = `
  CREATE TEMP TABLE stage_row (${Object.entries(COLUMNS)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ')}) ON COMMIT DROP;
  CREATE INDEX ON stage_row (seq)`;

/** Keeps what has to be compared with the database until the report is read, in a temporary table of its transaction. */
export class StagedRows {
  readonly #tuples = new ByteBuilder();
  #count = 0;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly packs: RecordPacks,
  ) {}

  get count(): number {
    return this.#count;
  }

  /** Reserve the place of its record before. */
  add({ raw, finding, detail, evidence }: PreparedRow, findingId: number): void {
    const { packId, packAt } = this.packs.add(raw);
    this.#count += 1;
    tuple(this.#tuples, NAMES.length);
    for (const number of [this.#count, findingId, packId]) int32Field(this.#tuples, number);
    int16Field(this.#tuples, packAt);
    for (const segment of [finding, detail, evidence]) this.#tuples.append(segment);
  }

  async write(all: boolean): Promise<void> {
    if (this.#tuples.length === 0 || !(all || this.#tuples.length + this.packs.held >= SLICE_BYTES)) return;
    await copyTuples(this.client, 'stage_row', NAMES, [this.#tuples.view()]);
    await writePacks(this.client, this.packs.take(false));
    this.#tuples.truncate(0);
  }
}
