import { holdersOf } from '@/lib/access/data/holders';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { placeOf } from '@/lib/reports/mutations/make';
import { type ReportPlace, reaches } from '@/lib/reports/rights';
import { nextDue } from '@/lib/reports/schedules/due';
import type { AddSchedule, ChangeSchedule } from '@/lib/reports/schema';

/** Who sends reports around may see them; who only reads changes nothing, and plans nothing for others. */
function requirePlanner(ctx: Ctx, place: ReportPlace) {
  requirePermission(ctx, 'report:schedule');
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new DomainError('forbidden', { permission: 'report:schedule' });
  const may = reaches(scopeOf(ctx, 'report:schedule'), place) && reaches(scopeOf(ctx, 'posture:read'), place);
  if (!may) throw new DomainError('not_found');
  return actor;
}

/** Everybody who is sent the report may see it now; whoever may not any more is left out when it is sent. */
async function requireRecipients(ids: readonly string[], place: ReportPlace): Promise<void> {
  const holders = await holdersOf('posture:read');
  const may = new Set(holders.filter(({ reach }) => reaches(reach, place)).map(({ id }) => id));
  if (!ids.every((id) => may.has(id))) throw new DomainError('invalid', { field: 'recipients' });
}

/** @throws DomainError forbidden, not_found, invalid (`field: recipients` for somebody who may not see it) */
export async function addSchedule(ctx: Ctx, { team, recipients, ...plan }: AddSchedule): Promise<string> {
  const place = await placeOf(team);
  const actor = requirePlanner(ctx, place);
  await requireRecipients(recipients, place);
  return inTransaction(ctx, async (tx) => {
    const { id } = await tx.reportSchedule.create({
      data: {
        ...{ ...plan, teamId: place.teamId, nextAt: nextDue(plan, ctx.now), createdAt: ctx.now, createdById: actor.id },
        recipients: { create: [...new Set(recipients)].map((personId) => ({ personId })) },
      },
      select: { id: true },
    });
    const target = { kind: 'report-schedule', id };
    await appendAudit(tx, ctx, { action: 'report-schedule.added', target, data: { team, ...plan, recipients } });
    return id;
  });
}

/** @throws DomainError forbidden, not_found, conflict, invalid (`field: recipients`) */
export async function changeSchedule(
  ctx: Ctx,
  { id, version, on, recipients, ...plan }: ChangeSchedule,
): Promise<void> {
  requirePermission(ctx, 'report:schedule');
  const known = await unsafeDb().reportSchedule.findUnique({
    where: { id },
    select: { team: { select: { slug: true } } },
  });
  if (!known) throw new DomainError('not_found');
  const place = await placeOf(known.team?.slug ?? null);
  requirePlanner(ctx, place);
  await requireRecipients(recipients, place);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.reportSchedule.updateMany({
      where: { id, version },
      data: {
        ...plan,
        ...{
          nextAt: on ? nextDue(plan, ctx.now) : null,
          stopped: false,
          retryAt: null,
          tries: 0,
          version: version + 1,
        },
      },
    });
    if (count === 0) throw new DomainError('conflict');
    await tx.reportRecipient.deleteMany({ where: { scheduleId: id } });
    await tx.reportRecipient.createMany({
      data: [...new Set(recipients)].map((personId) => ({ scheduleId: id, personId })),
    });
    const target = { kind: 'report-schedule', id };
    await appendAudit(tx, ctx, { action: 'report-schedule.changed', target, data: { on, ...plan, recipients } });
  });
}
