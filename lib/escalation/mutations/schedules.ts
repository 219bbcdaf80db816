import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { AddOverride, SaveSchedule, WithdrawOverride } from '@/lib/escalation/schema';
import { layersSchema } from '@/lib/escalation/stored';
import { notify } from '@/lib/notices/mutations';

const EVERYWHERE = { teamId: null, productId: null };

async function requirePeople(tx: Tx, ids: readonly string[]): Promise<void> {
  const wanted = new Set(ids);
  const there = await tx.person.count({ where: { id: { in: [...wanted] }, disabledAt: null } });
  if (there !== wanted.size) throw new DomainError('invalid', { issue: 'person' });
}

/**
 * Saves a schedule: its zone and its rotations. Of two who saw the same one the second is told.
 * @returns its id
 * @throws DomainError forbidden (also for who does not reach the whole organisation), conflict, invalid (`name-taken`, `person`)
 */
export async function saveSchedule(ctx: Ctx, input: SaveSchedule): Promise<string> {
  requireCovered(ctx, requirePermission(ctx, 'oncall:write'), [EVERYWHERE]);
  const { id, version, name, timeZone, layers } = input;
  return inTransaction(ctx, async (tx) => {
    await requirePeople(
      tx,
      layers.flatMap(({ people }) => people),
    );
    const named = await tx.onCallSchedule.findUnique({ where: { name }, select: { id: true } });
    if (named && named.id !== id) throw new DomainError('invalid', { reason: 'name-taken' });
    const data = { name, timeZone, layers, updatedAt: ctx.now };
    const [made] =
      id === null
        ? await tx.onCallSchedule.createManyAndReturn({
            ...{ data: [{ ...data, createdAt: ctx.now }], skipDuplicates: true, select: { id: true } },
          })
        : await tx.onCallSchedule.updateManyAndReturn({
            where: { id, version, archivedAt: null },
            ...{ data: { ...data, version: { increment: 1 } }, select: { id: true } },
          });
    if (!made) throw new DomainError('conflict');
    const target = { kind: 'on-call-schedule', id: made.id };
    await appendAudit(tx, ctx, { action: 'on-call-schedule.saved', target, data: { name, timeZone, layers } });
    return made.id;
  });
}

const peopleOf = ({ layers }: { readonly layers: unknown }) =>
  layersSchema.parse(layers).flatMap(({ people }) => people);

/** Turns are swapped by those who take turns; for everybody else a schedule is the organisation's. */
function requireTurn(ctx: Ctx, scope: Scope, people: readonly string[]): void {
  if (ctx.actor.id === null || !people.includes(ctx.actor.id)) requireCovered(ctx, scope, [EVERYWHERE]);
}

/**
 * Puts somebody on call for a while, whatever the rotations say.
 * @throws DomainError forbidden, not_found, invalid (`person`, `past`)
 */
export async function addOverride(ctx: Ctx, { scheduleId, personId, from, to }: AddOverride): Promise<string> {
  const scope = requirePermission(ctx, 'oncall:write');
  if (to <= ctx.now) throw new DomainError('invalid', { issue: 'past' });
  return inTransaction(ctx, async (tx) => {
    const schedule = await tx.onCallSchedule.findFirst({ where: { id: scheduleId, archivedAt: null } });
    if (!schedule) throw new DomainError('not_found');
    requireTurn(ctx, scope, peopleOf(schedule));
    await requirePeople(tx, [personId]);
    const { id } = await tx.onCallOverride.create({
      data: { scheduleId, personId, from, to, createdAt: ctx.now, createdBy: ctx.actor.name },
    });
    const times = { fromAt: from.toISOString(), toAt: to.toISOString() };
    const target = { kind: 'on-call-schedule', id: scheduleId };
    await appendAudit(tx, ctx, { action: 'on-call-override.added', target, data: { id, personId, ...times } });
    if (personId !== ctx.actor.id)
      await notify(tx, ctx, [
        { personId, kind: 'on_call', params: { schedule: schedule.name, ...times }, href: '/settings/on-call' },
      ]);
    return id;
  });
}

/** Takes an override back, from now on. @throws DomainError forbidden, not_found, conflict where somebody was faster */
export async function withdrawOverride(ctx: Ctx, { id }: WithdrawOverride): Promise<void> {
  const scope = requirePermission(ctx, 'oncall:write');
  await inTransaction(ctx, async (tx) => {
    const known = await tx.onCallOverride.findUnique({ where: { id }, include: { schedule: true } });
    if (!known) throw new DomainError('not_found');
    requireTurn(ctx, scope, [...peopleOf(known.schedule), known.personId]);
    const { count } = await tx.onCallOverride.updateMany({
      where: { id, withdrawnAt: null },
      data: { withdrawnAt: ctx.now, withdrawnBy: ctx.actor.name },
    });
    if (count === 0) throw new DomainError('conflict');
    const target = { kind: 'on-call-schedule', id: known.scheduleId };
    await appendAudit(tx, ctx, { action: 'on-call-override.withdrawn', target, data: { id } });
  });
}
