import type pg from 'pg';
import { pgPool } from '@/lib/core/db';
import type { Appraisal } from '@/lib/findings/data/appraise';
import {
  DETAIL_COLUMNS,
  detailValues,
  EVIDENCE_COLUMNS,
  evidenceValues,
  FINDING_COLUMNS,
  findingValues,
  type PackPlace,
} from '@/lib/imports/apply/columns';
import { copyBytes } from '@/lib/imports/apply/copy';
import { copyLine } from '@/lib/imports/apply/copy-text';
import { NOWHERE, RecordPacks, writePacks } from '@/lib/imports/apply/packs';
import type { ReportRow } from '@/lib/imports/apply/row';
import { tokensOf } from '@/lib/imports/apply/tokens';
import { appraisals } from '@/lib/imports/apply/weigh';
import type { WriteInput } from '@/lib/imports/apply/write';

/** New findings that are written together: so many that counts are kept in few rows, so few that memory stays small. */
const SLICE = 4_000;
/** What keeps memory bounded where findings are large. */
const SLICE_BYTES = 16_000_000;

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

/** The sequence is looked up once, not once a number. */
const IDS = `
  SELECT array_agg(nextval((SELECT pg_get_serial_sequence('finding', 'id')::regclass))::int) AS ids
  FROM generate_series(1, $1)`;

type New = { readonly id: number; readonly row: ReportRow };

const ALIAS = ['product_id', 'fingerprint', 'finding_id'];

/** Lines of COPY for each table, as bytes outside of the heap: rows are let go as soon as they are written down. */
type Lines = {
  readonly finding: Buffer[];
  readonly detail: Buffer[];
  readonly evidence: Buffer[];
  readonly aliases: Buffer[];
};

const noLines = (): Lines => ({ finding: [], detail: [], evidence: [], aliases: [] });

/**
 * Writes findings that are new to their product straight into the tables, slice by slice while the report is read: the
 * database works while the next records are parsed. Nothing of it shows before the merge commits.
 */
export class NewFindings {
  #ids: number[] = [];
  readonly #written: number[] = [];
  #added: New[] = [];
  #lines = noLines();
  #waiting = 0;
  #held = 0;
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
    const held = this.#held + this.#packs.held;
    if (this.#waiting > 0 && (all || this.#waiting >= SLICE || held >= SLICE_BYTES)) {
      await this.#writing;
      this.#writing = this.#copy(this.#lines, this.#packs.take());
      // Awaited above or below; until then a failure must not count as unhandled.
      this.#writing.catch(() => undefined);
      this.#lines = noLines();
      this.#waiting = 0;
      this.#held = 0;
    }
    if (all) await this.#writing;
  }

  async #copy({ finding, detail, evidence, aliases }: Lines, packs: readonly Buffer[]): Promise<void> {
    await copyBytes(this.client, 'finding', FINDING, finding);
    await copyBytes(this.client, 'finding_detail', DETAIL, detail);
    await copyBytes(this.client, 'finding_source', EVIDENCE, evidence);
    await copyBytes(this.client, 'finding_alias', ALIAS, aliases);
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
    const lines = added.flatMap((one, at) => {
      const weight = weights[at];
      return weight ? [this.#line(one, places[at] ?? NOWHERE, tokens[at] ?? [], weight)] : [];
    });
    this.#take(
      'finding',
      lines.map(({ finding }) => finding),
    );
    this.#take(
      'detail',
      lines.map(({ detail }) => detail),
    );
    this.#take(
      'evidence',
      lines.map(({ evidence }) => evidence),
    );
    this.#take(
      'aliases',
      lines.flatMap(({ aliases }) => aliases),
    );
    this.#waiting += added.length;
    for (const { id } of added) this.#written.push(id);
  }

  #take(table: keyof Lines, lines: readonly string[]): void {
    if (lines.length === 0) return;
    const bytes = Buffer.from(lines.join(''));
    this.#lines[table].push(bytes);
    this.#held += bytes.length;
  }

  #line({ id, row }: New, place: PackPlace, tokens: readonly number[], weight: Appraisal) {
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
      finding: copyLine([...own, ...findingValues(row, known)]),
      detail: copyLine([id, ...detailValues(row)]),
      evidence: copyLine([...seen, ...evidenceValues(row, place)]),
      aliases: row.aliases.map((alias) => copyLine([productId, alias, id])),
    };
  }
}
