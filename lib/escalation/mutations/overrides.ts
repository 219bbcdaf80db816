import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { requirePeople } from '@/lib/escalation/mutations/schedules';
import type { AddOverride, EndOverride } from '@/lib/escalation/schema';
import { layersSchema } from '@/lib/escalation/stored';
import { notify } from '@/lib/notices/mutations';

const EVERYWHERE = { teamId: null, productId: null };

const peopleOf = ({ layers }: { readonly layers: unknown }) =>
  layersSchema.parse(layers).flatMap(({ people }) => people);

/** Turns are swapped by those who take turns; for everybody else a schedule is the organisation's. */
function requireTurn(ctx: Ctx, scope: Scope, people: readonly string[]): void {
  if (ctx.actor.id === null || !people.includes(ctx.actor.id)) requireCovered(ctx, scope, [EVERYWHERE]);
}

/**
 * Puts somebody on call for a while, whatever the rotations say; with `insteadOfId` only where it is that person's turn.
 * @throws DomainError forbidden, not_found, invalid (`person`, `past`)
 */
export async function addOverride(
  ctx: Ctx,
  { scheduleId, personId, insteadOfId, from, to }: AddOverride,
): Promise<string> {
  const scope = requirePermission(ctx, 'oncall:write');
  if (to <= ctx.now) throw new DomainError('invalid', { issue: 'past' });
  return inTransaction(ctx, async (tx) => {
    const schedule = await tx.onCallSchedule.findFirst({ where: { id: scheduleId, archivedAt: null } });
    if (!schedule) throw new DomainError('not_found');
    requireTurn(ctx, scope, peopleOf(schedule));
    await requirePeople(tx, [personId, ...(insteadOfId === null ? [] : [insteadOfId])]);
    const { id } = await tx.onCallOverride.create({
      data: { scheduleId, personId, insteadOfId, from, to, createdAt: ctx.now, createdBy: ctx.actor.name },
    });
    const times = { fromAt: from.toISOString(), toAt: to.toISOString() };
    const target = { kind: 'on-call-schedule', id: scheduleId };
    await appendAudit(tx, ctx, {
      action: 'on-call-override.added',
      target,
      data: { id, personId, insteadOfId, ...times },
    });
    const params = { schedule: schedule.name, ...times };
    if (personId !== ctx.actor.id)
      await notify(tx, ctx, [{ personId, kind: 'on_call', params, href: '/settings/on-call' }]);
    return id;
  });
}

/**
 * Ends an override: one that has begun keeps who was on call until now, one that has not is deleted.
 * @throws DomainError forbidden, not_found, conflict where somebody was faster, or it was over
 */
export async function endOverride(ctx: Ctx, { id }: EndOverride): Promise<void> {
  const scope = requirePermission(ctx, 'oncall:write');
  await inTransaction(ctx, async (tx) => {
    const known = await tx.onCallOverride.findUnique({ where: { id }, include: { schedule: true } });
    if (!known) throw new DomainError('not_found');
    requireTurn(ctx, scope, [...peopleOf(known.schedule), known.personId]);
    const begun = known.from <= ctx.now;
    const { count } = await tx.onCallOverride.updateMany({
      where: { id, withdrawnAt: null, to: { gt: ctx.now } },
      data: begun ? { to: ctx.now } : { withdrawnAt: ctx.now, withdrawnBy: ctx.actor.name },
    });
    if (count === 0) throw new DomainError('conflict');
    const target = { kind: 'on-call-schedule', id: known.scheduleId };
    const action = begun ? 'on-call-override.ended' : 'on-call-override.withdrawn';
    await appendAudit(tx, ctx, { action, target, data: { id } });
  });
}
