import { holdersOf } from '@/lib/access/data/holders';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { PERIODS } from '@/lib/figures/search-params';
import { notify } from '@/lib/notices/mutations';
import { recipientsOf } from '@/lib/reports/data/schedules';
import { contentOf, keep, placeOf } from '@/lib/reports/mutations/make';
import { reportHref, reportName } from '@/lib/reports/place';
import { type ReportPlace, reaches } from '@/lib/reports/rights';
import { nextDue } from '@/lib/reports/schedules/due';
import { CADENCES } from '@/lib/reports/schema';

const RETRY_MS = 600_000;
/** After so many tries the turn is given up, and its maker told. */
const TRIES_MAX = 6;
const AT_ONCE = 20;

type Schedule = Awaited<ReturnType<typeof dueSchedules>>[number];

function dueSchedules(now: Date) {
  return unsafeDb().reportSchedule.findMany({
    where: { nextAt: { lte: now }, OR: [{ retryAt: null }, { retryAt: { lte: now } }] },
    include: { team: { select: { slug: true } }, recipients: { select: { personId: true } } },
    orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
    take: AT_ONCE,
  });
}

function rhythmOf({ cadence, weekday, hour, timeZone }: Schedule) {
  return { cadence: CADENCES.find((one) => one === cadence) ?? 'weekly', weekday, hour, timeZone };
}

/** Makes the report of one turn, once: whoever moves the schedule on keeps it, in the same transaction. */
async function makeOne(ctx: Ctx, schedule: Schedule): Promise<void> {
  const { id: scheduleId, nextAt: dueAt, recipients, team } = schedule;
  if (dueAt === null) return;
  const place = await placeOf(team?.slug ?? null);
  const readers = new Set((await recipientsOf(place)).map(({ id }) => id));
  if (!recipients.some(({ personId }) => readers.has(personId))) return stop(ctx, schedule, place);
  const weeks = PERIODS.find((one) => one === schedule.weeks) ?? PERIODS[0];
  const content = await contentOf(ctx, { team: team?.slug ?? null, weeks, day: null }, place, scheduleId);
  await inTransaction(ctx, async (tx) => {
    const next = nextDue(rhythmOf(schedule), ctx.now);
    const { count } = await tx.reportSchedule.updateMany({
      where: { id: scheduleId, nextAt: dueAt },
      data: { nextAt: next, retryAt: null, tries: 0 },
    });
    if (count === 0) return;
    const { number } = await keep(tx, ctx, place, content, place.team?.name ?? '', { scheduleId, dueAt });
    await tx.reportDelivery.createMany({
      data: recipients.map(({ personId }) => ({ scheduleId, number, personId, nextAt: ctx.now })),
    });
  });
}

/** Who is told of a schedule: who made it, or where they may not plan it any more, everybody who may. */
async function plannersOf(place: ReportPlace, maker: string): Promise<readonly string[]> {
  const holders = await holdersOf('report:schedule');
  const planners = holders.filter(({ reach }) => reaches(reach, place)).map(({ id }) => id);
  return planners.includes(maker) ? [maker] : planners;
}

/** Nobody is left whom the report could be sent to: it is switched off and that is told, rather than made for nobody. */
async function stop(ctx: Ctx, { id, nextAt, createdById }: Schedule, place: ReportPlace): Promise<void> {
  const planners = await plannersOf(place, createdById);
  await inTransaction(ctx, async (tx) => {
    const data = { nextAt: null, retryAt: null, tries: 0, stopped: true };
    const { count } = await tx.reportSchedule.updateMany({ where: { id, nextAt }, data });
    if (count === 0) return;
    await appendAudit(tx, ctx, {
      action: 'report-schedule.stopped',
      target: { kind: 'report-schedule', id },
      data: {},
    });
    const notice = { kind: 'report_stopped' as const, href: '/reports/schedules', params: {} };
    await notify(
      tx,
      ctx,
      planners.map((personId) => ({ ...notice, personId })),
    );
  });
}

/** A turn that failed is tried again; given up, its maker is told and the next turn comes as ever. */
async function putOff(ctx: Ctx, schedule: Schedule): Promise<void> {
  const { id, nextAt, tries, createdById, team } = schedule;
  const spent = tries + 1 >= TRIES_MAX;
  const planners = spent ? await plannersOf(await placeOf(team?.slug ?? null), createdById) : [];
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.reportSchedule.updateMany({
      where: { id, nextAt },
      data: spent
        ? { nextAt: nextDue(rhythmOf(schedule), ctx.now), retryAt: null, tries: 0 }
        : { retryAt: new Date(ctx.now.getTime() + RETRY_MS), tries: tries + 1 },
    });
    if (count === 0 || !spent) return;
    const params = { dueAt: (nextAt ?? ctx.now).toISOString() };
    const notice = { kind: 'report_failed' as const, href: '/reports/schedules', params };
    await notify(
      tx,
      ctx,
      planners.map((personId) => ({ ...notice, personId })),
    );
  });
}

/**
 * Makes the reports that are due, each once for each time it is due, however many workers look; one that was due while none
 * ran is made once.
 */
export async function runDue(ctx: Ctx): Promise<void> {
  await eachForItself(await dueSchedules(ctx.now), 'a scheduled report', async (schedule) => {
    try {
      await makeOne(ctx, schedule);
    } catch (error) {
      await putOff(ctx, schedule);
      throw error;
    }
  });
}

/** What a recipient is told in Lagebild. */
export const readyNotice = (personId: string, number: number) => ({
  ...{ personId, kind: 'report_ready' as const, href: reportHref(number) },
  params: { report: reportName(number) },
});
