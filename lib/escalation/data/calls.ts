import { inScope, productFilter, requirePermission, scopeOf } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const SHOWN = 100;

const select = {
  ...{ id: true, productId: true, closedAt: true },
  escalations: {
    where: { stoppedAt: null },
    select: { id: true, reason: true, step: true, round: true, nextAt: true, heldAt: true, silencedUntil: true },
    orderBy: { nextAt: 'asc' },
  },
  deliveries: {
    orderBy: [{ createdAt: 'desc' }, { recipient: 'asc' }],
    take: SHOWN,
    include: { tries: { where: { outcome: 'delivered' }, select: { number: true }, take: 1 } },
  },
} satisfies Prisma.IncidentSelect;

/**
 * The chains of an incident that are under way, and whom it has told, newest first.
 * @throws DomainError forbidden, not_found (also outside of the reader's reach)
 */
export async function readCalls(ctx: Pick<Ctx, 'actor'>, number: number) {
  const scope = requirePermission(ctx, 'incident:read');
  const where = { number, productId: productFilter(scope) };
  const incident = await unsafeDb().incident.findFirst({ where, select });
  if (!incident) throw new DomainError('not_found');
  const write = scopeOf(ctx, 'incident:write');
  const mayAct = incident.closedAt === null && write !== null && inScope(write, incident.productId);
  const schedules = mayAct
    ? await unsafeDb().onCallSchedule.findMany({
        ...{ where: { archivedAt: null }, select: { id: true, name: true }, orderBy: { name: 'asc' } },
      })
    : [];
  return {
    id: incident.id,
    mayAct,
    schedules,
    chains: incident.escalations.map(({ id, reason, step, round, nextAt, heldAt, silencedUntil }) => ({
      ...{ id, reason, step: step + 1, round: round + 1, held: heldAt !== null },
      ...{ nextAt: nextAt?.toISOString() ?? null, silencedUntil: silencedUntil?.toISOString() ?? null },
    })),
    rows: incident.deliveries.map(({ tries, createdAt, answeredAt, nextAt, ...row }) => ({
      ...{ id: row.id, kind: row.kind, recipient: row.recipient, purpose: row.purpose, error: row.error },
      ...{ attempts: row.attempts, createdAt: createdAt.toISOString(), nextAt: nextAt?.toISOString() ?? null },
      state: answeredAt !== null ? 'answered' : row.state === 'sent' && tries.length > 0 ? 'delivered' : row.state,
    })),
  };
}
export type Calls = Awaited<ReturnType<typeof readCalls>>;
