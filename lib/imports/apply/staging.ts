import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { PACK_RECORDS, packRecords } from '@/lib/findings/record-pack';
import { copyLine } from '@/lib/imports/apply/copy-text';
import { CREATE_PICK } from '@/lib/imports/apply/pick';
import type { ReportRow } from '@/lib/imports/apply/row';
import {
  CREATE_KEYS,
  CREATE_ROWS,
  KEY_COLUMNS,
  keyValues,
  type PackPlace,
  rowValues,
} from '@/lib/imports/apply/staging-tables';

/** IS NOT DISTINCT FROM keeps the planner off the index by source, which reads all of a source for each row. */
const KNOWN = `
  SELECT k.fingerprint, encode(e.content_hash, 'hex') AS content
  FROM unnest($3::text[]) AS k(fingerprint)
  CROSS JOIN LATERAL (SELECT id FROM finding WHERE product_id = $1 AND fingerprint = k.fingerprint LIMIT 1) f
  CROSS JOIN LATERAL (
    SELECT content_hash FROM finding_source WHERE finding_id = f.id AND source_id IS NOT DISTINCT FROM $2 LIMIT 1) e`;

const PACK = 'INSERT INTO record_pack (import_id, data) VALUES ($1, $2) RETURNING id';

async function copy(client: pg.ClientBase, into: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const stream = client.query(copyFrom(`COPY ${into} FROM STDIN`));
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', resolve);
    stream.end(lines.join(''));
  });
}

export type KnownSource = { readonly productId: string; readonly sourceId: string };

/**
 * A report's findings in temporary tables of one transaction, until the merge takes them; their raw records go where they
 * stay. What the source already holds with the same content is staged by its key alone. Call under the source's lock: what
 * is known must not change.
 */
export class Staging {
  #seq = 0;

  private constructor(
    private readonly client: pg.ClientBase,
    private readonly importId: string,
    private readonly known: KnownSource | null,
  ) {}

  /** @param known the source, where a report of it has been applied before */
  static async open(client: pg.ClientBase, importId: string, known: KnownSource | null): Promise<Staging> {
    await client.query(`${CREATE_KEYS}; ${CREATE_ROWS}; ${CREATE_PICK}`);
    return new Staging(client, importId, known);
  }

  /** Findings staged so far. */
  get count(): number {
    return this.#seq;
  }

  async add(rows: readonly ReportRow[]): Promise<void> {
    const known = await this.#contents(rows);
    const keys: string[] = [];
    const full: { readonly seq: number; readonly row: ReportRow }[] = [];
    for (const row of rows) {
      this.#seq += 1;
      keys.push(copyLine(keyValues(this.#seq, row)));
      if (known.get(row.fingerprint) !== row.content) full.push({ seq: this.#seq, row });
    }
    const places = await this.#pack(full.map(({ row }) => row.raw));
    await copy(this.client, `stage_key (${KEY_COLUMNS.join(', ')})`, keys);
    await copy(
      this.client,
      'stage_row',
      full.flatMap(({ seq, row }, at) => {
        const place = places[at];
        return place ? [copyLine(rowValues(seq, row, place))] : [];
      }),
    );
  }

  /** Where each text lies; findings of one record, which follow one another, share its place. */
  async #pack(texts: readonly string[]): Promise<PackPlace[]> {
    const records = texts.filter((text, at) => at === 0 || text !== texts[at - 1]);
    const slices = Array.from({ length: Math.ceil(records.length / PACK_RECORDS) }, (_, nth) =>
      records.slice(nth * PACK_RECORDS, (nth + 1) * PACK_RECORDS),
    );
    if (slices.length === 0) return [];
    const packs = await Promise.all(slices.map(packRecords));
    const places: PackPlace[] = [];
    for (const [nth, pack] of packs.entries()) {
      const { rows } = await this.client.query<{ id: number }>(PACK, [this.importId, pack]);
      places.push(...rows.flatMap(({ id }) => (slices[nth] ?? []).map((_, packAt) => ({ packId: id, packAt }))));
    }
    let record = -1;
    return texts.flatMap((text, at) => {
      if (at === 0 || text !== texts[at - 1]) record += 1;
      return places[record] ?? [];
    });
  }

  async #contents(rows: readonly ReportRow[]): Promise<ReadonlyMap<string, string>> {
    if (!this.known) return new Map();
    const { productId, sourceId } = this.known;
    const fingerprints = rows.map((row) => row.fingerprint);
    const found = await this.client.query<{ fingerprint: string; content: string }>({
      name: 'lagebild-known',
      text: KNOWN,
      values: [productId, sourceId, fingerprints],
    });
    return new Map(found.rows.map((row) => [row.fingerprint, row.content]));
  }
}
