import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { addDays, utcDay } from '@/lib/core/datetime';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { startClock } from '@/lib/incidents/mutations/clocks';
import { holdIncident } from '@/lib/incidents/mutations/find';
import { incidentName } from '@/lib/incidents/priority';
import { notify } from '@/lib/notices/mutations';
import { meetingDue } from '@/lib/reviews/data/meeting';

/** Rows looked at in one run, each in a transaction of its own. */
const BATCH = 200;
/** Days before its last one on which the owner of an action is told. */
const SOON_DAYS = 3;

/**
 * Starts the clocks of reviews and of their meetings: of incidents that came to their lessons, and of P1 and P2 that were closed
 * as real. Each has them once, ever; a published review needs none, nor does a meeting whose date is known. All of them: none
 * waits behind one that fails.
 */
export async function startReviews(ctx: Ctx): Promise<void> {
  const scope = requirePermission(ctx, 'incident:read');
  const due = await unsafeDb().incident.findMany({
    where: {
      OR: [
        { phase: 'lessons', closedAt: null },
        { outcome: { in: ['resolved', 'near_miss'] }, priority: { lte: 2 } },
      ],
      clocks: { none: { kind: 'review' } },
      publications: { none: {} },
    },
    select: { id: true },
  });
  await eachForItself(due, 'starting the clock of a review', ({ id }) =>
    inTransaction(ctx, async (tx) => {
      const row = await holdIncident(tx, scope, id);
      // Another worker may have been faster.
      if ((await tx.incidentClock.count({ where: { incidentId: id, kind: 'review' } })) > 0) return;
      const { priority, policy, closedAt, productId } = row;
      const startedAt = closedAt ?? ctx.now;
      const clock = { priority, startedAt, marks: policy.warnPercent };
      await startClock(tx, id, { ...clock, kind: 'review', dueAt: addDays(startedAt, policy.reviewDays) });
      const planned = { incidentId: id, meetingAt: { not: null } };
      if ((await tx.incidentReview.count({ where: planned })) > 0) return;
      await startClock(tx, id, { ...clock, kind: 'meeting', dueAt: await meetingDue(tx, productId, startedAt) });
    }),
  );
}

/** Tells an owner of one action, once a day of its own, whichever worker is first. */
async function remind(ctx: Ctx, id: string, what: 'soonAt' | 'overdueAt'): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.incidentAction.updateMany({ where: { id, [what]: null }, data: { [what]: ctx.now } });
    if (count === 0) return;
    const { ownerId, title, dueOn, incident } = await tx.incidentAction.findUniqueOrThrow({
      where: { id },
      include: { incident: { select: { number: true, productId: true } } },
    });
    const params = { name: incidentName(incident.number), title, dueOn: dueOn.toISOString().slice(0, 10) };
    const kind = what === 'soonAt' ? 'action_soon' : 'action_overdue';
    const href = `/incidents/${incident.number}/review`;
    await notify(tx, ctx, [{ personId: ownerId, kind, params, href, productId: incident.productId }]);
  });
}

/** Tells the owners of open actions: three days before the last day, and once it is over. */
export async function remindActions(ctx: Ctx): Promise<void> {
  const open = { state: { in: ['open', 'doing'] } };
  const today = utcDay(ctx.now);
  const take = BATCH;
  const overdue = await unsafeDb().incidentAction.findMany({
    where: { ...open, dueOn: { lt: today }, overdueAt: null },
    select: { id: true },
    take,
  });
  await eachForItself(overdue, 'reminding of an action', ({ id }) => remind(ctx, id, 'overdueAt'));
  const soon = await unsafeDb().incidentAction.findMany({
    where: { ...open, dueOn: { gte: today, lte: addDays(today, SOON_DAYS) }, soonAt: null },
    select: { id: true },
    take,
  });
  await eachForItself(soon, 'reminding of an action', ({ id }) => remind(ctx, id, 'soonAt'));
}

const met = {
  owner: { select: { id: true } },
  incident: {
    select: {
      ...{ number: true, title: true, productId: true },
      roles: { where: { until: null }, select: { personId: true } },
    },
  },
} as const;

/** Tells the owner of a review and those who have a part of its meeting, a day before; once for each date. */
export async function remindMeetings(ctx: Ctx): Promise<void> {
  const where = { remindedAt: null, meetingAt: { gte: ctx.now, lte: addDays(ctx.now, 1) } };
  const due = await unsafeDb().incidentReview.findMany({ where, select: { incidentId: true }, take: BATCH });
  await eachForItself(due, 'reminding of a meeting', ({ incidentId }) =>
    inTransaction(ctx, async (tx) => {
      const { count } = await tx.incidentReview.updateMany({
        where: { ...where, incidentId },
        data: { remindedAt: ctx.now },
      });
      if (count === 0) return;
      const row = await tx.incidentReview.findUniqueOrThrow({ where: { incidentId }, include: met });
      const { number, title, productId, roles } = row.incident;
      const people = new Set([...roles.map(({ personId }) => personId), ...(row.owner ? [row.owner.id] : [])]);
      const params = { name: incidentName(number), title, meetingAt: row.meetingAt?.toISOString() ?? '' };
      const notice = { kind: 'review_meeting', params, href: `/incidents/${number}/review`, productId } as const;
      await notify(
        tx,
        ctx,
        [...people].map((personId) => ({ ...notice, personId })),
      );
    }),
  );
}
