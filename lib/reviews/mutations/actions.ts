import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { isoDay } from '@/lib/core/datetime';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { mayWriteIncident } from '@/lib/incidents/data/people';
import { type HeldIncident, holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { incidentName } from '@/lib/incidents/priority';
import { notify } from '@/lib/notices/mutations';
import { isOpenAction } from '@/lib/reviews/content';
import type { AddAction, ChangeAction } from '@/lib/reviews/schema';

async function requireOwner(tx: Tx, row: HeldIncident, ownerId: string): Promise<void> {
  if (!(await mayWriteIncident(tx, ownerId, row.productId))) throw new DomainError('invalid', { issue: 'person' });
}

async function tellOwner(tx: Tx, ctx: Ctx, row: HeldIncident, { title, ownerId, dueOn }: Omit<AddAction, 'id'>) {
  if (ctx.actor.id === ownerId) return;
  const params = { name: incidentName(row.number), title, dueOn: isoDay(dueOn) };
  const href = `/incidents/${row.number}/review`;
  await notify(tx, ctx, [{ personId: ownerId, kind: 'action_given', params, href, productId: row.productId }]);
}

/**
 * Adds something to do to an incident, with its owner and last day; after the end too.
 * @throws DomainError forbidden, not_found, invalid (`issue`: person)
 */
export async function addAction(ctx: Ctx, { id, ...action }: AddAction): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    await requireOwner(tx, row, action.ownerId);
    const number = (await tx.incidentAction.count({ where: { incidentId: id } })) + 1;
    const { owner } = await tx.incidentAction.create({
      data: { incidentId: id, number, ...action, createdAt: ctx.now },
      select: { owner: { select: { name: true } } },
    });
    const data = { verb: 'action_added', number, title: action.title, owner: owner.name, dueOn: isoDay(action.dueOn) };
    await keepEntry(tx, ctx, row, { kind: 'review', data });
    await tellOwner(tx, ctx, row, action);
  });
}

/**
 * Changes an action: what, who, until when, how far. Another day or owner is reminded anew.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: person, note_required)
 */
export async function changeAction(ctx: Ctx, input: ChangeAction): Promise<void> {
  const { id, version, state, note, ...action } = input;
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const about = await tx.incidentAction.findUnique({ where: { id }, select: { incidentId: true } });
    if (!about) throw new DomainError('not_found');
    const row = await holdIncident(tx, scope, about.incidentId);
    const known = await tx.incidentAction.findUniqueOrThrow({ where: { id } });
    if (known.version !== version) throw new DomainError('conflict');
    if (state === 'dropped' && known.state !== 'dropped' && note === '')
      throw new DomainError('invalid', { issue: 'note_required' });
    const otherOwner = known.ownerId !== action.ownerId;
    if (otherOwner) await requireOwner(tx, row, action.ownerId);
    const anew = otherOwner || known.dueOn.getTime() !== action.dueOn.getTime();
    const { owner } = await tx.incidentAction.update({
      where: { id },
      data: {
        ...{ ...action, state, version: { increment: 1 }, endedAt: isOpenAction(state) ? null : ctx.now },
        ...(anew ? { soonAt: null, overdueAt: null } : {}),
      },
      select: { owner: { select: { name: true } } },
    });
    await keepEntry(tx, ctx, row, {
      kind: 'review',
      note,
      data: {
        ...{ verb: 'action_changed', number: known.number, title: action.title, owner: owner.name },
        ...{ dueOn: isoDay(action.dueOn), state, stateBefore: known.state, dueOnBefore: isoDay(known.dueOn) },
      },
    });
    if (otherOwner) await tellOwner(tx, ctx, row, action);
  });
}
