import { z } from 'zod';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { type Arriving, type CopyList, isOf, listAsOf, type Named } from '@/lib/backups/rules-merge';
import type { Whole } from '@/lib/backups/shapes/types';
import type { Tx } from '@/lib/core/db';

type Lists = { readonly whole: readonly Whole[]; readonly named: readonly Named[]; readonly arriving: Arriving };

/** The lists of a document, each with its age. */
export async function listsOf(tx: Tx, sourceId: string, { whole, named, arriving }: Lists): Promise<CopyList[]> {
  if (whole.length === 0) return [];
  const there = await tx.backupPoint.groupBy({
    by: ['asset', 'repository'],
    where: { sourceId, goneAt: null, clock: null, kind: { not: 'log' }, status: { not: 'failed' } },
    _max: { at: true },
  });
  return whole.map((scope) => {
    const known = there
      .filter((place) => isOf(scope, place))
      .reduce<Date | null>((last, { _max: { at } }) => (at && (!last || at > last) ? at : last), null);
    return listAsOf(scope, { named, known, arriving });
  });
}

/** Lists that came before, though they are newer than an instant. */
export function newerLists(tx: Tx, sourceId: string, than: Date): Promise<CopyList[]> {
  return tx.backupList.findMany({
    where: { sourceId, asOf: { gt: than } },
    select: { asset: true, repository: true, asOf: true, newest: true },
    orderBy: { asOf: 'desc' },
    take: BACKUP_LIMITS.lists,
  });
}

export async function keepLists(tx: Tx, sourceId: string, lists: readonly CopyList[]): Promise<void> {
  if (lists.length === 0) return;
  await tx.backupList.createMany({ data: lists.map((list) => ({ ...list, sourceId })) });
  const [over] = await tx.backupList.findMany({
    where: { sourceId },
    orderBy: [{ asOf: 'desc' }, { id: 'desc' }],
    skip: BACKUP_LIMITS.lists,
    take: 1,
    select: { asOf: true },
  });
  if (over) await tx.backupList.deleteMany({ where: { sourceId, asOf: { lte: over.asOf } } });
}

const counted = z.tuple([z.object({ gone: z.coerce.number() })]);

/**
 * Takes away the copies that lists do not name: those that no document as new as the list has had (`goneSince` says the same of
 * one copy). @returns how many were there before
 */
export async function retire(tx: Tx, sourceId: string, lists: readonly CopyList[]): Promise<number> {
  if (lists.length === 0) return 0;
  const rows = await tx.$queryRaw`
    WITH missed AS (
      SELECT p.id, p.gone_at IS NULL AS there, min(l."asOf") AS since
      FROM backup_point p
      JOIN jsonb_to_recordset(${JSON.stringify(lists)}::jsonb)
        AS l (asset text, repository text, "asOf" timestamptz, newest timestamptz)
        ON (l.asset IS NULL OR l.asset = p.asset) AND (l.repository IS NULL OR l.repository = p.repository)
          AND p.listed_at < l."asOf" AND (l.newest IS NULL OR p.at <= l.newest)
          AND (p.gone_at IS NULL OR p.gone_at > l."asOf")
      WHERE p.source_id = ${sourceId}::uuid AND p.kind <> 'log' AND p.status <> 'failed'
      GROUP BY p.id
    ), done AS (UPDATE backup_point p SET gone_at = m.since FROM missed m WHERE m.id = p.id)
    SELECT count(*) FILTER (WHERE there) AS gone FROM missed`;
  return counted.parse(rows)[0].gone;
}
