import type pg from 'pg';
import { pgPool } from '@/lib/core/db';
import { PACK_RECORDS, packBytes } from '@/lib/findings/record-pack';
import { copyTuples } from '@/lib/imports/apply/copy';
import { bytesField, int32Field, tuple, uuidField } from '@/lib/imports/apply/copy-binary';
import type { RawRecord } from '@/lib/imports/apply/row-batch';
import { ByteBuilder } from '@/lib/imports/reading/byte-builder';

/** Where a raw record lies (lib/findings/record-pack.ts). */
export type PackPlace = { readonly packId: number; readonly packAt: number };

/** What keeps a pack small where records are large. */
const PACK_BYTES = 4_000_000;
/** Numbers that are drawn at once, at most: as many as were used so far, so that few are left over. */
const DRAWN = 64;
const IDS = `
  SELECT array_agg(nextval((SELECT pg_get_serial_sequence('record_pack', 'id')::regclass))::int) AS ids
  FROM generate_series(1, $1)`;

const COLUMNS = ['id', 'import_id', 'data'];

/** Raw records of one import, packed as they come. */
export class RecordPacks {
  #ids: number[] = [];
  #used = 0;
  #id = 0;
  #units: number[] = [];
  readonly #open = new ByteBuilder();
  #last: { readonly nth: number; readonly place: PackPlace } | null = null;
  #tuples: Uint8Array[] = [];
  #held = 0;

  constructor(private readonly importId: string) {}

  /** Bytes that wait to be written, beside the pack that is still open. */
  get held(): number {
    return this.#held;
  }

  /**
   * Draws numbers for packs of so many records, each of which may fill one; on a connection of its own, as a sequence
   * knows no transactions: the import's may be busy.
   */
  async reserve(records: readonly RawRecord[]): Promise<void> {
    const bytes = records.reduce((sum, record) => sum + record.bytes.length, 0);
    const missing = 2 + Math.ceil(records.length / PACK_RECORDS) + Math.ceil(bytes / PACK_BYTES) - this.#ids.length;
    if (missing <= 0) return;
    const { rows } = await pgPool().query<{ ids: number[] }>(IDS, [Math.max(missing, Math.min(this.#used, DRAWN))]);
    this.#ids.push(...(rows[0]?.ids ?? []));
  }

  /** Takes a record in, and tells where it will lie; findings of one record share its place. Reserve it before. */
  add({ nth, units, bytes }: RawRecord): PackPlace {
    if (this.#last?.nth === nth) return this.#last.place;
    if (this.#units.length === PACK_RECORDS || this.#open.length >= PACK_BYTES) this.#close();
    if (this.#units.length === 0) this.#begin();
    const place = { packId: this.#id, packAt: this.#units.length };
    this.#units.push(units);
    this.#open.append(bytes);
    this.#last = { nth, place };
    return place;
  }

  #begin(): void {
    const id = this.#ids.shift();
    if (id === undefined) throw new Error('no number was reserved for a pack of records');
    this.#id = id;
    this.#used += 1;
  }

  #close(): void {
    if (this.#units.length === 0) return;
    const packed = new ByteBuilder();
    tuple(packed, COLUMNS.length);
    int32Field(packed, this.#id);
    uuidField(packed, this.importId);
    bytesField(packed, packBytes(this.#units, this.#open.view()));
    this.#tuples.push(packed.view());
    this.#held += packed.length;
    this.#units = [];
    this.#open.truncate(0);
  }

  /** What waits to be written, which it forgets; with `all` the pack that is still open too. */
  take(all: boolean): readonly Uint8Array[] {
    if (all) this.#close();
    const tuples = this.#tuples;
    this.#tuples = [];
    this.#held = 0;
    return tuples;
  }
}

export async function writePacks(client: pg.ClientBase, tuples: readonly Uint8Array[]): Promise<void> {
  await copyTuples(client, 'record_pack', COLUMNS, tuples);
}
