import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { addMinutes } from '@/lib/incidents/clocks';
import { startClock, stopClock } from '@/lib/incidents/mutations/clocks';
import { decidedPriority } from '@/lib/incidents/mutations/declare';
import {
  type HeldIncident,
  holdIncident,
  requireOpen,
  requirePerson,
  requireSeen,
} from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { policyOf } from '@/lib/incidents/policy-row';
import { minutesOf } from '@/lib/incidents/priority';
import type { Prioritise } from '@/lib/incidents/schema';
import type { IncidentPolicy, Priority } from '@/lib/incidents/types';

/** A raised incident is given its whole reaction time from now; one that was lowered keeps its beginning. */
async function changeReaction(
  tx: Tx,
  ctx: Ctx,
  row: HeldIncident,
  policy: IncidentPolicy,
  to: Priority,
): Promise<void> {
  const stopped = await stopClock(tx, ctx, row.id, 'reaction', 'priority_changed');
  if (!stopped) return;
  const startedAt = to < row.priority ? ctx.now : stopped.startedAt;
  const dueAt = addMinutes(startedAt, minutesOf(policy.reactionMinutes, to));
  await startClock(tx, row.id, { kind: 'reaction', priority: to, startedAt, dueAt, marks: policy.warnPercent });
}

/** The next status update is due within the new time from now, never later than it was before. */
async function changeUpdate(tx: Tx, ctx: Ctx, row: HeldIncident, policy: IncidentPolicy, to: Priority): Promise<void> {
  const stopped = await stopClock(tx, ctx, row.id, 'update', 'priority_changed');
  if (!stopped) return;
  const fresh = addMinutes(ctx.now, minutesOf(policy.updateMinutes, to));
  const dueAt = to < row.priority && stopped.dueAt < fresh && stopped.dueAt > ctx.now ? stopped.dueAt : fresh;
  await startClock(tx, row.id, { kind: 'update', priority: to, startedAt: ctx.now, dueAt, marks: policy.warnPercent });
}

/**
 * Weighs an incident anew. The clocks of the old priority stay in its record as they stood.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: closed, note_required)
 */
export async function prioritiseIncident(ctx: Ctx, { id, version, ...weighed }: Prioritise): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireSeen(requireOpen(await holdIncident(tx, scope, id)), version);
    const { impact, urgency, note } = weighed;
    const policy = policyOf(row.policy);
    const { priority, proposed } = decidedPriority(policy, weighed);
    if (priority > row.priority && note === '') throw new DomainError('invalid', { issue: 'note_required' });
    await tx.incident.update({ where: { id }, data: { impact, urgency, priority, version: { increment: 1 } } });
    await keepEntry(tx, ctx, row, {
      kind: 'priority',
      note,
      data: { from: row.priority, to: priority, proposed, impact, urgency },
    });
    if (priority === row.priority) return;
    await changeReaction(tx, ctx, row, policy, priority);
    await changeUpdate(tx, ctx, row, policy, priority);
  });
}
