import type pg from 'pg';
import { pgPool } from '@/lib/core/db';
import { PACK_RECORDS, packRecords } from '@/lib/findings/record-pack';
import type { PackPlace } from '@/lib/imports/apply/columns';
import { copyBytes } from '@/lib/imports/apply/copy';
import { copyLine } from '@/lib/imports/apply/copy-text';

export const NOWHERE: PackPlace = { packId: 0, packAt: 0 };

/** Numbers that are drawn at once, at most: as many as were used so far, so that few are left over. */
const DRAWN = 64;
const IDS = `
  SELECT array_agg(nextval((SELECT pg_get_serial_sequence('record_pack', 'id')::regclass))::int) AS ids
  FROM generate_series(1, $1)`;

/** Raw records of one import: packed at once, and written together. */
export class RecordPacks {
  #ids: number[] = [];
  #used = 0;
  /** The record that came last: findings of the next batch may be of it too. */
  #last: { readonly text: string; readonly place: PackPlace } | null = null;
  #lines: Buffer[] = [];
  #held = 0;

  constructor(private readonly importId: string) {}

  /** Bytes that wait to be written. */
  get held(): number {
    return this.#held;
  }

  /** Packs records, and tells where each will lie; findings of one record, which follow one another, share its place. */
  async place(texts: readonly string[]): Promise<PackPlace[]> {
    const last = this.#last;
    const isNew = (text: string, at: number) => text !== (at === 0 ? last?.text : texts[at - 1]);
    const records = texts.filter(isNew);
    const slices = Array.from({ length: Math.ceil(records.length / PACK_RECORDS) }, (_, nth) =>
      records.slice(nth * PACK_RECORDS, (nth + 1) * PACK_RECORDS),
    );
    const ids = await this.#draw(slices.length);
    for (const [nth, slice] of slices.entries()) {
      const pack = packRecords(slice).toString('hex');
      const line = Buffer.from(copyLine([ids[nth] ?? 0, this.importId, `\\x${pack}`]));
      this.#lines.push(line);
      this.#held += line.length;
    }
    let record = 0;
    let place = last?.place ?? NOWHERE;
    const places = texts.map((text, at) => {
      if (!isNew(text, at)) return place;
      place = { packId: ids[Math.floor(record / PACK_RECORDS)] ?? 0, packAt: record % PACK_RECORDS };
      record += 1;
      return place;
    });
    const text = texts.at(-1);
    if (text !== undefined) this.#last = { text, place };
    return places;
  }

  /** What waits to be written, which it forgets. */
  take(): readonly Buffer[] {
    const lines = this.#lines;
    this.#lines = [];
    this.#held = 0;
    return lines;
  }

  /** On a connection of its own, as a sequence knows no transactions: the import's own may be busy. */
  async #draw(count: number): Promise<number[]> {
    const missing = count - this.#ids.length;
    if (missing > 0) {
      const { rows } = await pgPool().query<{ ids: number[] }>(IDS, [Math.max(missing, Math.min(this.#used, DRAWN))]);
      this.#ids.push(...(rows[0]?.ids ?? []));
    }
    this.#used += count;
    return this.#ids.splice(0, count);
  }
}

export async function writePacks(client: pg.ClientBase, lines: readonly Buffer[]): Promise<void> {
  await copyBytes(client, 'record_pack', ['id', 'import_id', 'data'], lines);
}
