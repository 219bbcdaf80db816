import type pg from 'pg';
import { tryMerge } from '@/lib/imports/apply/locks';
import { NEXT_ID } from '@/lib/imports/apply/pick';
import { type WriteInput, writeNew } from '@/lib/imports/apply/write';

/** Records staged before new findings are adopted: large enough that counts are kept in few rows. */
const SLICE = 5_000;

/**
 * From here on the merge compares them with what it reads later, as with findings that exist. Looked up one by one, and
 * between two bounds, which the planner takes for few: a slice must not go through the product or all that was staged.
 */
const PICK_NEW = `
  INSERT INTO pick (seq, fingerprint, content, occurrences, finding_id, is_new, adopted, known_content, present,
    known_occurrences, stale)
  SELECT seq, fingerprint, content, 1, ${NEXT_ID}, true, true, content, true, 1, false
  FROM (
    SELECT DISTINCT ON (fingerprint) seq, fingerprint, content
    FROM stage_key WHERE seq > $2 AND seq <= $3 ORDER BY fingerprint, severity DESC, content, seq
  ) w
  LEFT JOIN LATERAL (
    SELECT id FROM finding WHERE product_id = $1 AND fingerprint = w.fingerprint COLLATE "default" LIMIT 1) f ON true
  WHERE f.id IS NULL
  ORDER BY seq`;

/**
 * Writes the findings that are new to their product while the report is still being read, so that the database works
 * while the next records are parsed. What exists already waits for the end of the report. Nothing of it shows before
 * the merge commits.
 */
export class Adoption {
  #after = 0;
  #locked = false;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly input: WriteInput,
  ) {}

  /** @param staged records staged so far */
  async upTo(staged: number): Promise<void> {
    if (staged - this.#after < SLICE || !(await this.#lock())) return;
    await this.client.query(PICK_NEW, [this.input.productId, this.#after, staged]);
    await writeNew(this.client, this.input, { after: this.#after, upTo: staged });
    this.#after = staged;
  }

  /** Merges into one product follow one another; while another one runs, everything waits for the end. */
  async #lock(): Promise<boolean> {
    this.#locked ||= await tryMerge(this.client, this.input.productId);
    return this.#locked;
  }
}
