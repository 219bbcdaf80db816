import 'server-only';
import { z } from 'zod';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { type AuditChange, appendAudit } from '@/lib/core/audit';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { bulkQueue } from '@/lib/findings/bulk-queue';
import type { BulkOrder } from '@/lib/findings/bulk-schema';
import { assign } from '@/lib/findings/mutations/assign';
import { changeOf } from '@/lib/findings/mutations/bulk/change-of';
import { snooze, wake } from '@/lib/findings/mutations/snooze';
import { tag } from '@/lib/findings/mutations/tag';
import { targetOf } from '@/lib/findings/mutations/target';
import { triage } from '@/lib/findings/mutations/triage';
import { undo } from '@/lib/findings/mutations/undo';
import type { Selection } from '@/lib/findings/schema';
import type { Given } from '@/lib/findings/types';
import { enqueue } from '@/lib/jobs/mutations';
import { Prisma } from '@/prisma/generated/client';

type PersonCtx = Ctx & { readonly actor: PersonActor };

/** What is decided within the request; more than these become a job. */
export const AT_ONCE_MAX = 1000;
/** Jobs of one person that wait or run. */
const WAITING_MAX = 20;

const bigSchema = z.tuple([z.object({ big: z.boolean() })]);

async function isBig(tx: Tx, rows: Prisma.Sql): Promise<boolean> {
  const found = await tx.$queryRaw`
    SELECT count(*) > ${AT_ONCE_MAX} AS big FROM (SELECT 1 FROM ${rows} LIMIT ${AT_ONCE_MAX + 1}) one`;
  return bigSchema.parse(found)[0].big;
}

/** The order as the trail has it: the note is in each finding's history, and what is not said has no place in JSON. */
function saidOf(order: BulkOrder): NonNullable<AuditChange['data']> {
  return Object.fromEntries(Object.entries(order).filter(([name, value]) => name !== 'note' && value !== undefined));
}

type List = { readonly query: string | null; readonly asOf: string | null };

async function start(tx: Tx, ctx: PersonCtx, scope: Scope, order: BulkOrder, list: List): Promise<Given> {
  // Refuses at once what every slice would refuse.
  await changeOf(tx, ctx, scope, order);
  const { id: personId, sessionId } = ctx.actor;
  const waiting = await tx.bulkJob.count({ where: { personId, state: { in: ['queued', 'running'] } } });
  if (waiting >= WAITING_MAX) throw new DomainError('rate_limited');
  const { id } = await tx.bulkJob.create({
    data: { personId, sessionId, order, ...list, createdAt: ctx.now, turnAt: ctx.now },
    select: { id: true },
  });
  await appendAudit(tx, ctx, {
    action: 'finding.bulk-started',
    target: { kind: 'finding-batch', id },
    data: { ...saidOf(order), ...(list.query === null ? {} : { set: { query: list.query, asOf: list.asOf } }) },
  });
  await enqueue(tx, bulkQueue, { jobId: id });
  return { kind: 'started', jobId: id };
}

type Decision = Exclude<BulkOrder, { verb: 'undo' }>;

async function atOnce(ctx: Ctx, order: Decision, selection: Selection): Promise<Given> {
  if (order.verb === 'triage') return { kind: 'done', outcome: await triage(ctx, { ...order, selection }) };
  if (order.verb === 'assign') return { kind: 'done', outcome: await assign(ctx, { ...order, selection }) };
  if (order.verb === 'snooze') return { kind: 'done', outcome: await snooze(ctx, { ...order, selection }) };
  if (order.verb === 'wake') return { kind: 'done', outcome: await wake(ctx, { selection }) };
  return { kind: 'done', outcome: await tag(ctx, { ...order, selection }) };
}

/**
 * Does what is ordered: at once, or as a job where a list matches more than a request should wait for.
 * @throws DomainError forbidden, not_found, invalid (`issue`), conflict, rate_limited (too many jobs wait)
 */
export async function give(ctx: PersonCtx, order: Decision, selection: Selection): Promise<Given> {
  const scope = requirePermission(ctx, 'finding:triage');
  if (selection.kind === 'some') return atOnce(ctx, order, selection);
  const { query, asOf } = selection;
  return inTransaction(ctx, async (db) => {
    const { where } = await targetOf(db, ctx, scope, selection);
    if (!(await isBig(db, Prisma.sql`finding f WHERE ${where}`))) return atOnce({ ...ctx, db }, order, selection);
    return start(db, ctx, scope, order, { query, asOf });
  });
}

/**
 * Takes back a batch of one's own: at once, or as a job where it is large.
 * @throws DomainError forbidden, not_found, invalid (`issue: still_running`), conflict, rate_limited
 */
export async function takeBack(ctx: PersonCtx, { batchId }: { readonly batchId: string }): Promise<Given> {
  const scope = requirePermission(ctx, 'finding:triage');
  return inTransaction(ctx, async (db) => {
    const events = Prisma.sql`finding_event e WHERE e.batch_id = ${batchId}::uuid AND e.actor_id = ${ctx.actor.id}`;
    if (!(await isBig(db, events))) return { kind: 'done', outcome: await undo({ ...ctx, db }, { batchId }) };
    const given = await start(db, ctx, scope, { verb: 'undo', batchId }, { query: null, asOf: null });
    await db.bulkJob.updateMany({ where: { id: batchId }, data: { undoneAt: ctx.now } });
    return given;
  });
}
