import { pgPool } from '@/lib/core/db';
import { type AppraisalBasis, Appraiser } from '@/lib/findings/data/appraise';
import type { ReportRow } from '@/lib/imports/apply/row';
import { BatchBuilder, type RowBatch } from '@/lib/imports/apply/row-batch';
import { tokensOf } from '@/lib/imports/apply/tokens';
import { appraisals } from '@/lib/imports/apply/weigh';

/** Makes rows ready to be written, but for what depends on where they go: their words are known and they are weighed. */
export class Preparer {
  readonly #appraiser: Appraiser;
  readonly #builder = new BatchBuilder();

  constructor(basis: AppraisalBasis) {
    this.#appraiser = new Appraiser(pgPool(), basis);
  }

  /** Call again only when it is done. */
  async prepare(rows: readonly ReportRow[]): Promise<RowBatch> {
    const [tokens, weights] = await Promise.all([tokensOf(rows), appraisals(this.#appraiser, rows)]);
    for (const [at, row] of rows.entries()) {
      const weight = weights[at];
      if (!weight) throw new Error('a finding was not weighed');
      this.#builder.add(row, tokens[at] ?? [], weight);
    }
    return this.#builder.take();
  }
}
