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
import { copyLines } from '@/lib/imports/apply/copy';
import { copyLine } from '@/lib/imports/apply/copy-text';
import { NOWHERE, storeRecords } from '@/lib/imports/apply/packs';
import { type ReportRow, weightOf } from '@/lib/imports/apply/row';
import { tokensOf } from '@/lib/imports/apply/tokens';
import { appraisals } from '@/lib/imports/apply/weigh';
import type { WriteInput } from '@/lib/imports/apply/write';

/** New findings that are written together: so many that counts are kept in few rows, so few that memory stays small. */
const SLICE = 4_000;
/** UTF-16 units of raw records and prose: what keeps memory bounded where records are large. */
const SLICE_RAW = 8_000_000;

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

/**
 * Writes findings that are new to their product straight into the tables, slice by slice while the report is read: the
 * database works while the next records are parsed. Nothing of it shows before the merge commits.
 */
export class NewFindings {
  #ids: number[] = [];
  readonly #written: number[] = [];
  #waiting: New[] = [];
  #held = 0;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly input: WriteInput,
  ) {}

  /** Draws numbers for as many findings. */
  async reserve(count: number): Promise<void> {
    const missing = count - this.#ids.length;
    if (missing <= 0) return;
    const { rows } = await this.client.query<{ ids: number[] }>(IDS, [missing]);
    this.#ids = [...(rows[0]?.ids.reverse() ?? []), ...this.#ids];
  }

  /** Takes a finding in, and tells its number. Reserve it before. */
  add(row: ReportRow): number {
    const id = this.#ids.pop();
    if (id === undefined) throw new Error('no number was reserved for a new finding');
    this.#waiting.push({ id, row });
    this.#held += weightOf(row);
    return id;
  }

  /** Writes what waits, where it is worth a statement or `all` is asked for. */
  async write(all: boolean): Promise<void> {
    if (this.#waiting.length === 0 || !(all || this.#waiting.length >= SLICE || this.#held >= SLICE_RAW)) return;
    const slice = this.#waiting.sort((a, b) => a.id - b.id);
    this.#waiting = [];
    this.#held = 0;
    const { client, input } = this;
    const places = await storeRecords(
      client,
      input.importId,
      slice.map(({ row }) => row.raw),
    );
    const rows = slice.map(({ row }) => row);
    const [tokens, weights] = [await tokensOf(pgPool(), rows), await appraisals(input.appraiser, rows)];
    const lines = slice.flatMap((one, at) => {
      const weight = weights[at];
      return weight ? [this.#lines(one, places[at] ?? NOWHERE, tokens[at] ?? [], weight)] : [];
    });
    await copyLines(
      client,
      'finding',
      FINDING,
      lines.map(({ finding }) => finding),
    );
    await copyLines(
      client,
      'finding_detail',
      DETAIL,
      lines.map(({ detail }) => detail),
    );
    await copyLines(
      client,
      'finding_source',
      EVIDENCE,
      lines.map(({ evidence }) => evidence),
    );
    await copyLines(
      client,
      'finding_alias',
      ['product_id', 'fingerprint', 'finding_id'],
      lines.flatMap(({ aliases }) => aliases),
    );
    this.#written.push(...slice.map(({ id }) => id));
  }

  /** The numbers of all findings written so far. */
  get written(): readonly number[] {
    return this.#written;
  }

  #lines({ id, row }: New, place: PackPlace, tokens: readonly number[], weight: Appraisal) {
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
