import type pg from 'pg';
import { pgPool } from '@/lib/core/db';
import { FindingLines } from '@/lib/imports/apply/finding-lines';
import { followsFile } from '@/lib/imports/apply/moved';
import { type RecordPacks, writePacks } from '@/lib/imports/apply/packs';
import type { PreparedRow } from '@/lib/imports/apply/row-batch';
import type { WriteInput } from '@/lib/imports/apply/write';

/** New findings that are written together: so many that counts are kept in few rows, so few that memory stays small. */
const SLICE = 2_000;
/** Slices grow with what is written: the database begins soon, and has little left to do when the report is read. */
const FIRST_SLICE = 500;
const GROWTH = 8;
/** What keeps memory bounded where findings are large. */
const SLICE_BYTES = 8_000_000;

/** The sequence is looked up once, not once a number. */
const IDS = `
  SELECT array_agg(nextval((SELECT pg_get_serial_sequence('finding', 'id')::regclass))::int) AS ids
  FROM generate_series(1, $1)`;

/**
 * Writes findings that are new to their product straight into the tables, slice by slice while the report is read: the
 * database works while the next records are parsed. Nothing of it shows before the merge commits.
 */
export class NewFindings {
  #ids: number[] = [];
  readonly #written: number[] = [];
  #mayHaveMoved = false;
  #lines: FindingLines;
  /** What the database takes in at the moment. */
  #spare: FindingLines;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: pg.ClientBase,
    private readonly input: WriteInput,
    private readonly packs: RecordPacks,
  ) {
    const { scanAt, now, ...own } = input;
    const all = { ...own, scanned: scanAt, now };
    this.#lines = new FindingLines(all);
    this.#spare = new FindingLines(all);
  }

  /** Draws numbers for as many findings; a sequence knows no transactions, and the import's connection may be busy. */
  async reserve(count: number): Promise<void> {
    const missing = count - this.#ids.length;
    if (missing <= 0) return;
    const { rows } = await pgPool().query<{ ids: number[] }>(IDS, [missing]);
    this.#ids = [...(rows[0]?.ids.reverse() ?? []), ...this.#ids];
  }

  /** Takes a finding in, and tells its number. Reserve it, and the place of its record, before. */
  add(row: PreparedRow): number {
    const id = this.#ids.pop();
    if (id === undefined) throw new Error('no number was reserved for a new finding');
    const due = this.input.dueAt(row);
    this.#lines.add(row, { id, due, ...this.packs.add(row.raw) });
    this.#written.push(id);
    this.#mayHaveMoved ||= followsFile(row.fingerprint);
    return id;
  }

  /**
   * Writes what waits, where it is worth a statement: while the database takes it in, the next rows may be added. With
   * `all` everything is written when it returns.
   */
  async write(all: boolean): Promise<void> {
    const { count, bytes } = this.#lines;
    const slice = Math.min(SLICE, Math.max(FIRST_SLICE, this.#written.length / GROWTH));
    if (count > 0 && (all || count >= slice || bytes + this.packs.held >= SLICE_BYTES)) {
      await this.#writing;
      this.#writing = this.#copy(this.#lines, this.packs.take(false));
      // Awaited above or below; until then a failure must not count as unhandled.
      this.#writing.catch(() => undefined);
      [this.#lines, this.#spare] = [this.#spare, this.#lines];
      this.#lines.clear();
    }
    if (all) await this.#writing;
  }

  async #copy(lines: FindingLines, packs: readonly Uint8Array[]): Promise<void> {
    await lines.copy(this.client);
    await writePacks(this.client, packs);
  }

  /** Whether one of them may be a known one at another place. */
  get mayHaveMoved(): boolean {
    return this.#mayHaveMoved;
  }

  /** The numbers of all findings written so far. */
  get written(): readonly number[] {
    return this.#written;
  }
}
