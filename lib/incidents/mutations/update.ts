import { createHash } from 'node:crypto';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { canonical } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { takeToken } from '@/lib/core/rate-limit';
import { addMinutes } from '@/lib/incidents/clocks';
import { readersOf } from '@/lib/incidents/data/people';
import { startClock, stopClock } from '@/lib/incidents/mutations/clocks';
import { type HeldIncident, holdIncident, requireOpen, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { saidBefore } from '@/lib/incidents/mutations/said';
import { SAY_LIMIT } from '@/lib/incidents/mutations/say';
import { policyOf } from '@/lib/incidents/policy-row';
import { incidentName, minutesOf } from '@/lib/incidents/priority';
import { type FollowInput, NEXT_DAYS_MAX, type UpdateInput } from '@/lib/incidents/room/schema';
import { notify } from '@/lib/notices/mutations';

/** When the next update is due; null: this was the last. */
function nextDueOf(ctx: Ctx, { priority, policy }: HeldIncident, nextDue: UpdateInput['nextDue']): Date | null {
  if (nextDue === 'none') return null;
  if (nextDue === 'policy') return addMinutes(ctx.now, minutesOf(policyOf(policy).updateMinutes, priority));
  if (nextDue <= ctx.now || nextDue > addDays(ctx.now, NEXT_DAYS_MAX))
    throw new DomainError('invalid', { issue: 'next_due' });
  return nextDue;
}

/** Those who follow it or have a part in it, as long as they may read it. */
async function stakeholders(tx: Tx, scope: Scope, row: HeldIncident): Promise<readonly string[]> {
  const [followers, roles, readers] = await Promise.all([
    tx.incidentFollower.findMany({ where: { incidentId: row.id }, select: { personId: true } }),
    tx.incidentRole.findMany({ where: { incidentId: row.id, until: null }, select: { personId: true } }),
    readersOf(scope, row.productId),
  ]);
  const may = new Set(readers.map(({ id }) => id));
  return [...new Set([...followers, ...roles].map(({ personId }) => personId))].filter((id) => may.has(id));
}

async function tellStakeholders(tx: Tx, ctx: Ctx, scope: Scope, row: HeldIncident): Promise<void> {
  const people = (await stakeholders(tx, scope, row)).filter((id) => id !== ctx.actor.id);
  await notify(
    tx,
    ctx,
    people.map((personId) => ({
      personId,
      kind: 'incident_update',
      params: { name: incidentName(row.number), title: row.title },
      href: `/incidents/${row.number}/updates`,
      productId: row.productId,
    })),
  );
}

/**
 * Tells stakeholders how it stands: in two sentences, and what is known, what it does, what comes next. The clock of the next
 * update starts anew: as the policy says, at the moment that is promised, or not at all.
 * @returns the number of its line
 * @throws DomainError forbidden, not_found, rate_limited, invalid (`issue`: closed, next_due)
 */
export async function updateStakeholders(ctx: Ctx, { id, key, nextDue, ...texts }: UpdateInput): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  const actor = requirePerson(ctx);
  await takeToken(`incident-say:${actor.id}`, SAY_LIMIT, ctx.now);
  return inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const before = await saidBefore(tx, id, actor.id, key);
    if (before !== null) return before;
    const nextDueAt = nextDueOf(ctx, row, nextDue);
    const stopped = await stopClock(tx, ctx, id, 'update', 'updated');
    const { priority, phase, policy } = row;
    const marks = policyOf(policy).warnPercent;
    if (nextDueAt) await startClock(tx, id, { kind: 'update', priority, startedAt: ctx.now, dueAt: nextDueAt, marks });
    const sha = createHash('sha256').update(canonical(texts)).digest('hex');
    const data = {
      ...{ key, priority, phase, late: stopped?.late ?? false },
      ...{ nextDueAt: nextDueAt?.toISOString() ?? null, texts: sha },
    };
    const seq = await keepEntry(tx, ctx, row, { kind: 'update', note: texts.executive, data });
    await tx.incidentUpdate.create({ data: { incidentId: id, seq, ...texts, nextDueAt } });
    await tellStakeholders(tx, ctx, scope, row);
    return seq;
  });
}

/** Whether the person hears of status updates without having a part. @throws DomainError forbidden, not_found */
export async function followIncident(ctx: Ctx, { id, follow }: FollowInput): Promise<void> {
  const scope = requirePermission(ctx, 'incident:read');
  const personId = requirePerson(ctx).id;
  await inTransaction(ctx, async (tx) => {
    await holdIncident(tx, scope, id);
    if (!follow) await tx.incidentFollower.deleteMany({ where: { incidentId: id, personId } });
    else
      await tx.incidentFollower.createMany({
        data: [{ incidentId: id, personId, since: ctx.now }],
        skipDuplicates: true,
      });
  });
}
