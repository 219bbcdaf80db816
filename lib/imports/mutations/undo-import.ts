import 'server-only';
import { z } from 'zod';
import { productFilter, requirePermission, type Scope, scopeOf } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { restore, takeBackCounts } from '@/lib/imports/mutations/restore';
import { isJudged } from '@/lib/imports/own-source';
import { RETIRED_FORMAT } from '@/lib/imports/retired-source';
import { mayStillUndo } from '@/lib/imports/rules';
import { Prisma } from '@/prisma/generated/client';

/** Findings in the way that are named; more are counted. */
const NAMED = 20;

type Undoable = { readonly id: string; readonly productId: string; readonly sourceId: string };

/** No merge into the product may run beside it. */
async function lockMerges(tx: Tx, productId: string): Promise<void> {
  const rows = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('lagebild/merge/' || ${productId}::text, 0)) AS taken`;
  if (rows[0]?.taken !== true) throw new DomainError('conflict', { reason: 'importing' });
}

/** Who may send reports may undo them; who may declare a source gone may take that back. */
async function scopeFor(tx: Tx, ctx: Ctx, id: string): Promise<Scope> {
  const triage = scopeOf(ctx, 'finding:triage');
  const where = triage && { id, format: RETIRED_FORMAT, productId: productFilter(triage) };
  const isRetirement = where !== null && (await tx.import.count({ where })) > 0;
  return requirePermission(ctx, isRetirement ? 'finding:triage' : 'finding:ingest');
}

async function undoable(tx: Tx, ctx: Ctx, id: string): Promise<Undoable> {
  const scope = await scopeFor(tx, ctx, id);
  const found = await tx.import.findFirst({
    where: { id, productId: productFilter(scope) },
    select: { state: true, format: true, finishedAt: true, productId: true, sourceId: true },
  });
  if (!found) throw new DomainError('not_found');
  const { state, finishedAt, productId, sourceId } = found;
  if (isJudged(found)) throw new DomainError('conflict', { reason: 'judged' });
  if (state !== 'done' || !finishedAt || !sourceId) throw new DomainError('conflict', { reason: 'not_done' });
  if (!mayStillUndo(finishedAt, ctx.now)) throw new DomainError('conflict', { reason: 'too_late' });
  await lockMerges(tx, productId);
  const later = await tx.import.findFirst({
    where: { sourceId, state: 'done', id: { not: id }, finishedAt: { gt: finishedAt } },
    select: { id: true },
    orderBy: { finishedAt: 'asc' },
  });
  if (later) throw new DomainError('conflict', { reason: 'later_report', import: later.id });
  return { id, productId, sourceId };
}

/** Findings that this import has joined, or led to a renamed file: what they were is not kept. */
async function requireInPlace(tx: Tx, importId: string): Promise<void> {
  const moved = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM import_set s JOIN finding_event e ON e.finding_id = ANY(s.finding_ids) AND e.import_id = s.import_id
    WHERE s.import_id = ${importId}::uuid AND s.change <> 'unchanged' AND (e.kind = 'joined' OR e.changes ? 'path') LIMIT 1`;
  if (moved.length > 0) throw new DomainError('conflict', { reason: 'joined' });
}

/**
 * Findings of the import that somebody or something has touched since: decided, commented on, asked to accept, or
 * reported by another source. What was undone has not touched them. Locks all.
 */
async function requireUntouched(tx: Tx, importId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT f.id FROM finding f WHERE f.id IN (
      SELECT unnest(finding_ids) FROM import_set WHERE import_id = ${importId}::uuid AND change <> 'unchanged')
    ORDER BY f.id FOR UPDATE`;
  const found = await tx.$queryRaw`
    SELECT f.id, count(*) OVER ()::int AS n FROM import_set s CROSS JOIN LATERAL unnest(s.finding_ids) AS i(id)
    JOIN finding f ON f.id = i.id
    WHERE s.import_id = ${importId}::uuid AND s.change <> 'unchanged' AND (
      EXISTS (SELECT FROM finding_event e LEFT JOIN import o ON o.id = e.import_id
        WHERE e.finding_id = f.id AND o.state IS DISTINCT FROM 'undone' AND e.version > COALESCE(
          (SELECT max(own.version) FROM finding_event own WHERE own.finding_id = f.id AND own.import_id = s.import_id), 1))
      OR (s.change = 'new' AND (
        EXISTS (SELECT FROM finding_comment c WHERE c.finding_id = f.id)
        OR EXISTS (SELECT FROM acceptance_finding a WHERE a.finding_id = f.id)
        OR EXISTS (SELECT FROM finding d WHERE d.duplicate_of_id = f.id))))
    ORDER BY f.severity DESC, f.id LIMIT ${NAMED}`;
  const touched = z.array(z.object({ id: z.number(), n: z.number() })).parse(found);
  const [first] = touched;
  if (first) {
    const findings = touched.map(({ id }) => String(id));
    throw new DomainError('conflict', { reason: 'decided', count: first.n, findings });
  }
}

/**
 * Takes an import back within 24 hours: what it made is gone, what it changed is as before, and history says so. The
 * report itself stays.
 * @throws DomainError `forbidden`, `not_found`, `conflict` with `reason`: not_done, judged, too_late, importing, joined, later_report
 * (`import`: its id), decided (`count` findings were touched since, the worst of them in `findings`)
 */
export async function undoImport(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { productId, sourceId } = await undoable(tx, ctx, id);
    await requireInPlace(tx, id);
    await requireUntouched(tx, id);
    await takeBackCounts(tx, id, ctx.now);
    await restore(tx, { importId: id, sourceId, now: ctx.now, by: ctx.actor });
    const { count } = await tx.import.updateMany({
      where: { id, state: 'done' },
      data: { state: 'undone', readingDigest: null, reading: Prisma.DbNull },
    });
    if (count !== 1) throw new DomainError('conflict', { reason: 'not_done' });
    await tx.$executeRaw`DELETE FROM import_before WHERE import_id = ${id}::uuid`;
    await appendAudit(tx, ctx, { action: 'import.undone', target: { kind: 'import', id }, productId, data: {} });
  });
}
