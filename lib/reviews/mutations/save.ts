import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { mayWriteIncident } from '@/lib/incidents/data/people';
import { startClock, stopClock } from '@/lib/incidents/mutations/clocks';
import { type HeldIncident, holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import type { EntryData } from '@/lib/incidents/types';
import { reviewContentSchema } from '@/lib/reviews/content';
import type { SaveReview } from '@/lib/reviews/schema';

/** A date that is taken back is asked for again, by when it was: its clock goes on from the same beginning. */
async function askAgain(tx: Tx, { id: incidentId, priority }: HeldIncident): Promise<void> {
  if ((await tx.reviewPublication.count({ where: { incidentId } })) > 0) return;
  const last = await tx.incidentClock.findFirst({
    where: { incidentId, kind: 'meeting' },
    orderBy: [{ stoppedAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
  });
  if (last?.stopReason !== 'planned') return;
  const { startedAt, dueAt, marks } = last;
  await startClock(tx, incidentId, { kind: 'meeting', priority, startedAt, dueAt, marks });
}

/**
 * Saves what people write of an incident's review. What was published stays as it was.
 * @returns the review's version
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: person)
 */
export async function saveReview(ctx: Ctx, { id, version, ownerId, meetingAt, content }: SaveReview): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  const actor = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    const known = await tx.incidentReview.findUnique({ where: { incidentId: id } });
    if ((known?.version ?? 0) !== version) throw new DomainError('conflict');
    if (ownerId !== null && !(await mayWriteIncident(tx, ownerId, row.productId)))
      throw new DomainError('invalid', { issue: 'person' });
    const before = reviewContentSchema.parse(known?.content ?? {});
    const moved = known?.meetingAt?.getTime() !== meetingAt?.getTime();
    const changed = Object.entries(content).flatMap(([name, value]) =>
      JSON.stringify(value) === JSON.stringify(Object.entries(before).find(([one]) => one === name)?.[1]) ? [] : [name],
    );
    const data = {
      ...{ ownerId, meetingAt, content, updatedAt: ctx.now, updatedBy: actor.name, version: version + 1 },
      // Another date is reminded of anew.
      ...(moved ? { remindedAt: null } : {}),
    };
    await tx.incidentReview.upsert({
      where: { incidentId: id },
      create: { incidentId: id, createdAt: ctx.now, ...data },
      update: data,
    });
    if (meetingAt !== null) await stopClock(tx, ctx, id, 'meeting', 'planned');
    else if (moved) await askAgain(tx, row);
    const meeting: EntryData = moved ? { meetingAt: meetingAt?.toISOString() ?? null } : {};
    await keepEntry(tx, ctx, row, { kind: 'review', data: { verb: 'saved', fields: changed.join(' '), ...meeting } });
    return version + 1;
  });
}
