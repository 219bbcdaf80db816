import type pg from 'pg';
import { pgPool } from '@/lib/core/db';
import type { Appraisal } from '@/lib/findings/data/appraise';
import { detailValues, evidenceValues, findingValues, type PackPlace } from '@/lib/imports/apply/columns';
import { FindingLines, type FindingValues } from '@/lib/imports/apply/finding-lines';
import { NOWHERE, RecordPacks, writePacks } from '@/lib/imports/apply/packs';
import type { ReportRow } from '@/lib/imports/apply/row';
import { tokensOf } from '@/lib/imports/apply/tokens';
import { appraisals } from '@/lib/imports/apply/weigh';
import type { WriteInput } from '@/lib/imports/apply/write';

/** New findings that are written together: so many that counts are kept in few rows, so few that memory stays small. */
const SLICE = 4_000;
/** What keeps memory bounded where findings are large. */
const SLICE_BYTES = 16_000_000;

/** The sequence is looked up once, not once a number. */
const IDS = `
  SELECT array_agg(nextval((SELECT pg_get_serial_sequence('finding', 'id')::regclass))::int) AS ids
  FROM generate_series(1, $1)`;

type New = { readonly id: number; readonly row: ReportRow };

/**
 * Writes findings that are new to their product straight into the tables, slice by slice while the report is read: the
 * database works while the next records are parsed. Nothing of it shows before the merge commits.
 */
export class NewFindings {
  #ids: number[] = [];
  readonly #written: number[] = [];
  #added: New[] = [];
  #lines = new FindingLines();
  /** What the database takes in at the moment. */
  #spare = new FindingLines();
  readonly #packs: RecordPacks;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: pg.ClientBase,
    private readonly input: WriteInput,
  ) {
    this.#packs = new RecordPacks(input.importId);
  }

  /** Draws numbers for as many findings; a sequence knows no transactions, and the import's connection may be busy. */
  async reserve(count: number): Promise<void> {
    const missing = count - this.#ids.length;
    if (missing <= 0) return;
    const { rows } = await pgPool().query<{ ids: number[] }>(IDS, [missing]);
    this.#ids = [...(rows[0]?.ids.reverse() ?? []), ...this.#ids];
  }

  /** Takes a finding in, and tells its number. Reserve it before. */
  add(row: ReportRow): number {
    const id = this.#ids.pop();
    if (id === undefined) throw new Error('no number was reserved for a new finding');
    this.#added.push({ id, row });
    return id;
  }

  /**
   * Writes what waits, where it is worth a statement: while the database takes it in, the next rows may be added. With
   * `all` everything is written when it returns.
   */
  async write(all: boolean): Promise<void> {
    if (this.#added.length > 0) await this.#encode();
    const { count, bytes } = this.#lines;
    if (count > 0 && (all || count >= SLICE || bytes + this.#packs.held >= SLICE_BYTES)) {
      await this.#writing;
      this.#writing = this.#copy(this.#lines, this.#packs.take());
      // Awaited above or below; until then a failure must not count as unhandled.
      this.#writing.catch(() => undefined);
      [this.#lines, this.#spare] = [this.#spare, this.#lines];
      this.#lines.clear();
    }
    if (all) await this.#writing;
  }

  async #copy(lines: FindingLines, packs: readonly Buffer[]): Promise<void> {
    await lines.copy(this.client);
    await writePacks(this.client, packs);
  }

  /** The numbers of all findings written so far. */
  get written(): readonly number[] {
    return this.#written;
  }

  /** Writes the lines of what was added down. */
  async #encode(): Promise<void> {
    const { appraiser } = this.input;
    const added = this.#added;
    this.#added = [];
    const rows = added.map(({ row }) => row);
    const texts = rows.map(({ raw }) => raw);
    const [places, tokens, weights] = await Promise.all([
      this.#packs.place(texts),
      tokensOf(rows),
      appraisals(appraiser, rows),
    ]);
    for (const [at, one] of added.entries()) {
      const weight = weights[at];
      if (!weight) throw new Error('a new finding was not weighed');
      this.#lines.add(this.#values(one, places[at] ?? NOWHERE, tokens[at] ?? [], weight));
    }
    for (const { id } of added) this.#written.push(id);
  }

  #values({ id, row }: New, place: PackPlace, tokens: readonly number[], weight: Appraisal): FindingValues {
    const { productId, sourceId, importId, scanner, scanAt, now, dueAt } = this.input;
    const scanned = scanAt.toISOString();
    const { priority, ssvc, ...known } = weight;
    const due = dueAt({ severity: row.finding.severity, ...known })?.toISOString() ?? null;
    const own = [
      id,
      tokens,
      priority,
      ssvc,
      productId,
      row.fingerprint,
      scanner,
      scanned,
      due,
      scanned,
      now.toISOString(),
    ];
    const seen = [id, sourceId, row.finding.severity, importId, importId, scanned, scanned];
    return {
      finding: [...own, ...findingValues(row, known)],
      detail: [id, ...detailValues(row)],
      evidence: [...seen, ...evidenceValues(row, place)],
      aliases: row.aliases.map((alias) => [productId, alias, id]),
    };
  }
}
