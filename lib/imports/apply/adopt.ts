import type pg from 'pg';
import { type WriteInput, writeNew } from '@/lib/imports/apply/write';

/** Records staged before new findings are adopted: large enough that counts are kept in few rows. */
const SLICE = 5_000;

const TRY = `SELECT pg_try_advisory_xact_lock(hashtextextended('lagebild/merge/' || $1, 0)) AS taken`;

const PICK_NEW = `
  INSERT INTO pick (seq, fingerprint, content, occurrences, finding_id, is_new, adopted, stale)
  SELECT seq, fingerprint, content, 1, nextval(pg_get_serial_sequence('finding', 'id')), true, true, false
  FROM (
    SELECT DISTINCT ON (fingerprint) seq, fingerprint, content
    FROM stage_key WHERE seq > $2 ORDER BY fingerprint, severity DESC, content, seq
  ) w
  WHERE NOT EXISTS (SELECT FROM finding WHERE product_id = $1 AND fingerprint = w.fingerprint COLLATE "default")
  ORDER BY seq`;

/** From here on the merge compares them with what it reads later, as with findings that exist. */
const ADOPTED = 'UPDATE pick SET present = true, known_content = content, known_occurrences = 1 WHERE seq > $1';

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
    await this.client.query(PICK_NEW, [this.input.productId, this.#after]);
    await writeNew(this.client, this.input, this.#after);
    await this.client.query(ADOPTED, [this.#after]);
    this.#after = staged;
  }

  /** Merges into one product follow one another; while another one runs, everything waits for the end. */
  async #lock(): Promise<boolean> {
    if (this.#locked) return true;
    const { rows } = await this.client.query<{ taken: boolean }>(TRY, [this.input.productId]);
    this.#locked = rows[0]?.taken === true;
    return this.#locked;
  }
}
