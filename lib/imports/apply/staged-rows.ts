import type pg from 'pg';
import type { Appraiser } from '@/lib/findings/data/appraise';
import {
  DETAIL_COLUMNS,
  detailValues,
  EVIDENCE_COLUMNS,
  evidenceValues,
  FINDING_COLUMNS,
  findingValues,
} from '@/lib/imports/apply/columns';
import { copyRows } from '@/lib/imports/apply/copy';
import { NOWHERE, RecordPacks, writePacks } from '@/lib/imports/apply/packs';
import { type ReportRow, weightOf } from '@/lib/imports/apply/row';
import { tokensOf } from '@/lib/imports/apply/tokens';
import { appraisals } from '@/lib/imports/apply/weigh';

const SLICE = 1_000;
/** UTF-16 units of raw records and prose. */
const SLICE_RAW = 8_000_000;

const COLUMNS = { ...EVIDENCE_COLUMNS, ...FINDING_COLUMNS, ...DETAIL_COLUMNS };
const NAMES = ['seq', 'finding_id', 'tokens', ...Object.keys(COLUMNS)];

/** Records of findings that exist and may change. */
export const CREATE_STAGE = `
  CREATE TEMP TABLE stage_row (
    seq int NOT NULL, finding_id int NOT NULL, tokens int[] NOT NULL, ${Object.entries(COLUMNS)
      .map(([name, type]) => `${name} ${type}`)
      .join(', ')}) ON COMMIT DROP;
  CREATE INDEX ON stage_row (seq)`;

/** Keeps what has to be compared with the database until the report is read, in a temporary table of its transaction. */
export class StagedRows {
  #waiting: { readonly findingId: number; readonly row: ReportRow }[] = [];
  #held = 0;
  #seq = 0;
  readonly #packs: RecordPacks;

  constructor(
    private readonly client: pg.ClientBase,
    importId: string,
    private readonly appraiser: Appraiser,
  ) {
    this.#packs = new RecordPacks(importId);
  }

  get count(): number {
    return this.#seq + this.#waiting.length;
  }

  add(row: ReportRow, findingId: number): void {
    this.#waiting.push({ findingId, row });
    this.#held += weightOf(row);
  }

  async write(all: boolean): Promise<void> {
    if (this.#waiting.length === 0 || !(all || this.#waiting.length >= SLICE || this.#held >= SLICE_RAW)) return;
    const slice = this.#waiting;
    this.#waiting = [];
    this.#held = 0;
    const reported = slice.map(({ row }) => row);
    const [places, tokens, known] = await Promise.all([
      this.#packs.place(reported.map(({ raw }) => raw)),
      tokensOf(reported),
      appraisals(this.appraiser, reported),
    ]);
    const rows = slice.map(({ findingId, row }, at) => {
      this.#seq += 1;
      const evidence = evidenceValues(row, places[at] ?? NOWHERE);
      return [
        this.#seq,
        findingId,
        tokens[at] ?? [],
        ...evidence,
        ...findingValues(row, known[at]),
        ...detailValues(row),
      ];
    });
    await copyRows(this.client, 'stage_row', NAMES, rows);
    await writePacks(this.client, this.#packs.take());
  }
}
