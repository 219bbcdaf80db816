import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { marksAt } from '@/lib/incidents/clocks';
import { unsafeDecidersOf } from '@/lib/incidents/data/people';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { incidentName } from '@/lib/incidents/priority';
import { notify } from '@/lib/notices/mutations';

const about = {
  id: true,
  number: true,
  title: true,
  productId: true,
  roles: { where: { until: null }, select: { personId: true } },
} as const;

/** From so many percent on whoever may decide hears of a clock of the law, not only those who have a part. */
const DECIDERS_FROM = 75;

type About = { readonly productId: string; readonly roles: readonly { readonly personId: string }[] };

/** Who hears of a mark: those who have a part; of the law's also who may decide, sooner where nobody has a part. */
async function audience(
  tx: Tx,
  { productId, roles }: About,
  kind: string,
  percent: number,
): Promise<readonly string[]> {
  const own = roles.map(({ personId }) => personId);
  const wide = kind.startsWith('duty:') && (percent >= DECIDERS_FROM || own.length === 0);
  const deciders = wide ? await unsafeDecidersOf(tx, productId) : [];
  return [...new Set([...own, ...deciders.map(({ id }) => id)])];
}

/** Tells of a clock what is due: once, whichever worker is first. */
async function tell(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const { incidentId } = await tx.incidentClock.findUniqueOrThrow({ where: { id }, select: { incidentId: true } });
  await tx.$queryRaw`SELECT FROM incident WHERE id = ${incidentId}::uuid FOR UPDATE`;
  const clock = await tx.incidentClock.findFirst({ where: { id, nextAt: { lte: ctx.now } } });
  if (!clock) return;
  const incident = await tx.incident.findUniqueOrThrow({ where: { id: incidentId }, select: about });
  const { startedAt, dueAt, marks, kind, nextMark } = clock;
  // The marks before the one that is due were told.
  const told = Math.max(0, ...marks.filter((mark) => mark < (nextMark ?? 0)));
  const { tell: percent, next } = marksAt(ctx.now, { startedAt, dueAt, marks, told });
  if (percent === null) return;
  await tx.incidentClock.update({
    where: { id },
    data: {
      nextMark: next?.percent ?? null,
      nextAt: next?.at ?? null,
      ...(percent === 100 ? { breachedAt: dueAt } : {}),
    },
  });
  await keepEntry(tx, ctx, incident, { kind: 'clock', data: { clock: kind, percent, dueAt: dueAt.toISOString() } });
  const people = await audience(tx, incident, kind, percent);
  const params = { name: incidentName(incident.number), title: incident.title, clock: kind, percent };
  await notify(
    tx,
    ctx,
    people.map((personId) => ({
      personId,
      kind: percent === 100 ? 'incident_breach' : 'incident_clock',
      params,
      href: `/incidents/${incident.number}`,
      productId: incident.productId,
    })),
  );
}

/**
 * Tells of each clock that came to a mark: a line in the log, notices to those who have a part. Warnings that were missed
 * while no worker ran are told as one, a breach always. All that are due, one transaction each: none waits behind those that
 * cannot be told of.
 * @returns when the next clock comes to one; null: none runs
 */
export async function tickClocks(ctx: Ctx): Promise<Date | null> {
  const due = await unsafeDb().incidentClock.findMany({
    where: { nextAt: { lte: ctx.now } },
    select: { id: true },
    orderBy: { nextAt: 'asc' },
  });
  await eachForItself(due, 'telling of a clock', ({ id }) => inTransaction(ctx, (tx) => tell(tx, ctx, id)));
  // One that failed just now is tried again with the next run, not at once.
  const next = await unsafeDb().incidentClock.aggregate({
    _min: { nextAt: true },
    where: { nextAt: { gt: ctx.now } },
  });
  return next._min.nextAt;
}
