import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { clockFault } from '@/lib/backups/rules-span';
import type { DraftDetail, DraftPoint, Whole } from '@/lib/backups/shapes/types';
import type { Prisma, Tx } from '@/lib/core/db';
import { storable } from '@/lib/core/storable';

type Stored = Prisma.BackupPointGetPayload<object>;
type Row = Omit<Stored, 'id' | 'sourceId' | 'receivedAt' | 'goneAt'>;

const KEYS_AT_ONCE = 1_000;

const bigint = (value: number | undefined) => (value === undefined ? null : BigInt(Math.round(value)));
const name = (said: string | undefined) => storable(said ?? '', BACKUP_LIMITS.name);

/** A list of needs that is too long is cut where no copy stands, so that it is never read without what was cut off. */
function needsOf({ needs = [] }: DraftPoint): string[] {
  const kept = needs.slice(0, BACKUP_LIMITS.needs).map(name);
  return needs.length > kept.length ? [...kept, ''] : kept;
}

function rowOf(draft: DraftPoint, now: Date): Row {
  const times = { at: draft.at, startedAt: draft.startedAt ?? null, endedAt: draft.endedAt ?? null };
  return {
    ...times,
    key: name(draft.key),
    asset: name(draft.asset),
    repository: name(draft.repository),
    kind: draft.kind,
    status: draft.status,
    bytes: bigint(draft.bytes),
    addedBytes: bigint(draft.addedBytes),
    encryption: name(draft.encryption),
    location: name(draft.location),
    region: name(draft.region),
    expiresAt: draft.expiresAt ?? null,
    immutableUntil: draft.immutableUntil ?? null,
    needs: needsOf(draft),
    damaged: draft.damaged ?? false,
    clock: clockFault(times, now),
    note: storable(draft.note ?? '', BACKUP_LIMITS.note),
  };
}

const same = (a: unknown, b: unknown) =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : String(a) === String(b);

/** What a document says anew of a copy that is known. What it does not tell stays: another document told it. */
function changes(before: Stored, row: Row): Partial<Row> {
  const told = Object.entries(row).filter(([, value]) => value !== null && value !== '');
  // A clock that was wrong when the copy was first told of does not become right by waiting.
  const changed = told.filter(([field, value]) => field !== 'clock' && !same(before[field as keyof Row], value));
  return Object.fromEntries(changed);
}

export type KeptPoints = {
  readonly fresh: readonly Stored[];
  /** Known ones whose status has turned. */
  readonly turned: readonly Stored[];
  readonly changed: number;
  readonly gone: number;
};

async function known(tx: Tx, sourceId: string, keys: readonly string[]): Promise<Map<string, Stored>> {
  const found = new Map<string, Stored>();
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    const key = { in: keys.slice(start, start + KEYS_AT_ONCE) };
    for (const row of await tx.backupPoint.findMany({ where: { sourceId, key } })) found.set(row.key, row);
  }
  return found;
}

/** Copies that a whole list does not name are gone. One newer than all that it names was made after it. */
async function markGone(
  tx: Tx,
  sourceId: string,
  whole: Whole,
  keys: ReadonlySet<string>,
  now: Date,
  newest: Date | null,
) {
  const there = await tx.backupPoint.findMany({
    where: {
      sourceId,
      goneAt: null,
      kind: { not: 'log' },
      status: { not: 'failed' },
      ...(whole.asset !== null && { asset: whole.asset }),
      ...(whole.repository !== null && { repository: whole.repository }),
      ...(newest && { at: { lte: newest } }),
    },
    select: { id: true, key: true },
  });
  const ids = there.filter(({ key }) => !keys.has(key)).map(({ id }) => id);
  if (ids.length === 0) return 0;
  return (await tx.backupPoint.updateMany({ where: { id: { in: ids } }, data: { goneAt: now } })).count;
}

type Told = { readonly points: readonly DraftPoint[]; readonly whole: readonly Whole[] };

/** Keeps the copies of a document. The source's row is held by the caller, so that deliveries of one source take turns. */
export async function keepPoints(tx: Tx, sourceId: string, { points, whole }: Told, now: Date): Promise<KeptPoints> {
  const rows = new Map(points.map((point) => [name(point.key), rowOf(point, now)]));
  const before = await known(tx, sourceId, [...rows.keys()]);
  const missing = [...rows.values()].filter(({ key }) => !before.has(key));
  const fresh = await tx.backupPoint.createManyAndReturn({
    data: missing.map((row) => ({ ...row, sourceId, receivedAt: now })),
  });
  const turned: Stored[] = [];
  let changed = 0;
  for (const [key, stored] of before) {
    const row = rows.get(key);
    const data = row ? changes(stored, row) : {};
    if (Object.keys(data).length === 0 && stored.goneAt === null) continue;
    changed += 1;
    const after = await tx.backupPoint.update({ where: { id: stored.id }, data: { ...data, goneAt: null } });
    if (after.status !== stored.status || after.damaged !== stored.damaged) turned.push(after);
  }
  const keys = new Set(rows.keys());
  let gone = 0;
  for (const list of whole) {
    const named = [...rows.values()].filter(
      ({ asset, repository }) => (list.asset ?? asset) === asset && (list.repository ?? repository) === repository,
    );
    const newest = named.reduce<Date | null>((last, { at }) => (last && last > at ? last : at), null);
    gone += await markGone(tx, sourceId, list, keys, now, newest);
  }
  return { fresh, turned, changed, gone };
}

/** Adds lengths and sizes to the copies that they are of. `waiting`: those whose copy is not known yet. */
export async function addDetails(tx: Tx, sourceId: string, details: readonly DraftDetail[]) {
  const waiting: DraftDetail[] = [];
  let changed = 0;
  for (const detail of details) {
    const [point] = await tx.backupPoint.findMany({ where: { sourceId, key: { startsWith: detail.key } }, take: 1 });
    if (!point) {
      waiting.push(detail);
      continue;
    }
    const began = point.startedAt ?? point.at;
    const data = {
      ...(detail.seconds !== undefined && { endedAt: new Date(began.getTime() + Math.round(detail.seconds * 1000)) }),
      ...(detail.bytes !== undefined && { bytes: bigint(detail.bytes) }),
      ...(detail.addedBytes !== undefined && { addedBytes: bigint(detail.addedBytes) }),
    };
    if (Object.entries(data).every(([field, value]) => same(point[field as keyof Stored], value))) continue;
    changed += 1;
    await tx.backupPoint.update({ where: { id: point.id }, data });
  }
  return { waiting, changed };
}
