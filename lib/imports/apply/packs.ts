import type pg from 'pg';
import { PACK_RECORDS, packRecords } from '@/lib/findings/record-pack';
import type { PackPlace } from '@/lib/imports/apply/columns';

export const NOWHERE: PackPlace = { packId: 0, packAt: 0 };

const PACK = 'INSERT INTO record_pack (import_id, data) VALUES ($1, $2) RETURNING id';

/** Stores raw records, and tells where each lies; findings of one record, which follow one another, share its place. */
export async function storeRecords(
  client: pg.ClientBase,
  importId: string,
  texts: readonly string[],
): Promise<PackPlace[]> {
  const records = texts.filter((text, at) => at === 0 || text !== texts[at - 1]);
  const slices = Array.from({ length: Math.ceil(records.length / PACK_RECORDS) }, (_, nth) =>
    records.slice(nth * PACK_RECORDS, (nth + 1) * PACK_RECORDS),
  );
  const packs = await Promise.all(slices.map(packRecords));
  const ids: number[] = [];
  for (const pack of packs) {
    const { rows } = await client.query<{ id: number }>({
      name: 'lagebild-pack',
      text: PACK,
      values: [importId, pack],
    });
    ids.push(...rows.map(({ id }) => id));
  }
  let record = -1;
  return texts.map((text, at) => {
    if (at === 0 || text !== texts[at - 1]) record += 1;
    return { packId: ids[Math.floor(record / PACK_RECORDS)] ?? 0, packAt: record % PACK_RECORDS };
  });
}
