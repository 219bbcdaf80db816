import { z } from 'zod';
import { keepLists, listsOf, newerLists, retire } from '@/lib/backups/mutations/lists';
import {
  amount,
  fieldsOf,
  mergedOf,
  name,
  pointsByKey,
  type StoredPoint,
  writePoints,
} from '@/lib/backups/mutations/point-rows';
import {
  type Arriving,
  type CopyList,
  type Fields,
  firstWord,
  goneSince,
  isSame,
  type Merged,
  merge,
  saysAnew,
  type Word,
  wordAge,
} from '@/lib/backups/rules-merge';
import { isAhead } from '@/lib/backups/rules-span';
import type { Arrival, DraftDetail, DraftPoint, Whole } from '@/lib/backups/shapes/types';
import type { Tx } from '@/lib/core/db';

export type KeptPoint = Merged & { readonly key: string };

export type KeptPoints = {
  readonly fresh: readonly KeptPoint[];
  /** Known ones whose status has turned. */
  readonly turned: readonly KeptPoint[];
  readonly changed: number;
  readonly gone: number;
};

type Told = { readonly points: readonly DraftPoint[]; readonly whole: readonly Whole[] };

/** A document that says it was made after it came has a wrong clock: then it is as old as it came. */
export function arrivingOf({ receivedAt, madeAt }: Pick<Arrival, 'receivedAt' | 'madeAt'>): Arriving {
  if (madeAt === null || isAhead(madeAt, receivedAt)) return { receivedAt, madeAt: null };
  return { receivedAt, madeAt: madeAt < receivedAt ? madeAt : receivedAt };
}

function wordsOf(drafts: ReadonlyMap<string, Fields>, lists: readonly CopyList[], arriving: Arriving) {
  const told = arriving.madeAt ?? arriving.receivedAt;
  return new Map<string, Word & { readonly fields: Fields }>(
    [...drafts].map(([key, fields]) => [key, { fields, told, ...wordAge(fields, lists, arriving) }]),
  );
}

/** Lists that are newer than a word on a copy, though they came before it. */
function listsAfter(tx: Tx, sourceId: string, words: ReadonlyMap<string, Word>): Promise<CopyList[]> {
  const oldest = [...words.values()].reduce<Date | null>(
    (first, { listed }) => (first && first < listed ? first : listed),
    null,
  );
  return oldest ? newerLists(tx, sourceId, oldest) : Promise.resolve([]);
}

const scopeOf = ({ asset, repository }: Whole): Whole => ({
  asset: asset === null ? null : name(asset),
  repository: repository === null ? null : name(repository),
});

/**
 * Keeps the copies of a document, whichever of several came first: what is newer counts. The source's row is held by the
 * caller, so that deliveries of one source take turns.
 */
export async function keepPoints(tx: Tx, sourceId: string, { points, whole }: Told, arrival: Arrival) {
  const arriving = arrivingOf(arrival);
  const drafts = new Map(points.map((point) => [name(point.key), fieldsOf(point)]));
  const named = [...drafts.values()].filter(({ kind }) => kind !== 'log');
  const lists = await listsOf(tx, sourceId, { whole: whole.map(scopeOf), named, arriving });
  const words = wordsOf(drafts, lists, arriving);
  const [before, newer] = [await pointsByKey(tx, sourceId, [...drafts.keys()]), await listsAfter(tx, sourceId, words)];
  const settled = (point: Merged): Merged => ({ ...point, goneAt: goneSince(point, newer) });
  const fresh: KeptPoint[] = [];
  const known: { readonly was: StoredPoint; readonly now: KeptPoint & { readonly id: string } }[] = [];
  for (const [key, word] of words) {
    const was = before.get(key);
    if (was) known.push({ was, now: { ...settled(merge(mergedOf(was), word)), id: was.id, key } });
    else fresh.push({ ...settled(firstWord(word)), key });
  }
  await tx.backupPoint.createMany({
    data: fresh.map((point) => ({ ...point, needs: [...point.needs], sourceId, receivedAt: arrival.receivedAt })),
  });
  await writePoints(
    tx,
    known.map(({ now }) => now),
  );
  await keepLists(tx, sourceId, lists);
  const gone = await retire(tx, sourceId, lists);
  const changed = known.filter(({ was, now }) => saysAnew(was, now));
  return {
    fresh,
    turned: changed
      .filter(({ was, now }) => was.status !== now.status || was.damaged !== now.damaged)
      .map(({ now }) => now),
    changed: changed.length,
    gone,
  } satisfies KeptPoints;
}

const NEVER = new Date(0);

/** The lengths and sizes that a summary tells of a copy: they fill what no document of the copy itself tells. */
function detailWord({ seconds, bytes, addedBytes }: DraftDetail, { at, startedAt }: StoredPoint, told: Date): Word {
  const began = startedAt ?? at;
  const endedAt = seconds === undefined ? null : new Date(began.getTime() + Math.round(seconds * 1000));
  const fields = { endedAt, bytes: amount(bytes), addedBytes: amount(addedBytes) };
  return { fields, said: NEVER, listed: NEVER, told };
}

const idsOf = z.array(z.object({ id: z.string() }));

/** Copies whose key begins as a detail's does, found by one look for each length of keys. */
async function pointsBeginning(tx: Tx, sourceId: string, keys: readonly string[]): Promise<Map<string, StoredPoint>> {
  const found = new Map<string, StoredPoint>();
  for (const [length, same] of Map.groupBy(new Set(keys), (key) => key.length)) {
    const ids = await tx.$queryRaw`
      SELECT id FROM backup_point WHERE source_id = ${sourceId}::uuid AND left(key, ${length}::int) = ANY(${same}::text[])`;
    const rows = await tx.backupPoint.findMany({
      where: { id: { in: idsOf.parse(ids).map(({ id }) => id) } },
      orderBy: { key: 'desc' },
    });
    for (const row of rows) found.set(row.key.slice(0, length), row);
  }
  return found;
}

/** Adds lengths and sizes to the copies that they are of. `waiting`: those whose copy is not known yet. */
export async function addDetails(tx: Tx, sourceId: string, details: readonly DraftDetail[], { receivedAt }: Arrival) {
  const points = await pointsBeginning(
    tx,
    sourceId,
    details.map(({ key }) => key),
  );
  const waiting: DraftDetail[] = [];
  const changed = new Map<string, KeptPoint & { readonly id: string }>();
  for (const detail of details) {
    const was = points.get(detail.key);
    if (!was) {
      waiting.push(detail);
      continue;
    }
    const before = changed.get(was.id) ?? mergedOf(was);
    const now = merge(before, detailWord(detail, was, receivedAt));
    if (!isSame(JSON.stringify(now.saidBefore), JSON.stringify(before.saidBefore)) || saysAnew(was, now))
      changed.set(was.id, { ...now, id: was.id, key: was.key });
  }
  await writePoints(tx, [...changed.values()]);
  return { waiting, changed: changed.size };
}
