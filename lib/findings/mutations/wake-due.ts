import { z } from 'zod';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { changeFindings } from '@/lib/findings/mutations/change';
import { followers, tell } from '@/lib/findings/mutations/tell';
import { WAKE_CAUSES, type WakeCause } from '@/lib/findings/snooze';
import { Prisma } from '@/prisma/generated/client';

/** Findings of one transaction: others wait for their locks. */
const BATCH = 5_000;

const CLOSED = Prisma.sql`f.status NOT IN ('open', 'confirmed', 'in_progress')`;
const KNOWN = Prisma.sql`(f.wake_on ? 'knownExploited' AND f.known_exploited)`;
const EPSS = Prisma.sql`f.epss > (f.wake_on ->> 'epss')::real`;
const SEVERITY = Prisma.sql`f.severity > (f.wake_on ->> 'severity')::smallint`;
/** Word for word the predicate of finding_wakes_idx: asked so, PostgreSQL reads only those that wake. */
const WAKES = Prisma.sql`f.snoozed_until IS NOT NULL AND (${CLOSED} OR ${KNOWN} OR ${EPSS} OR ${SEVERITY})`;
const EXPOSED = Prisma.sql`f.snoozed_until IS NOT NULL AND f.wake_on ? 'exposed'
  AND f.product_id IN (SELECT p.id FROM product p WHERE p.exposure = 'internet')`;

type Sleeper = { readonly id: number; readonly cause: WakeCause | 'closed' };
const sleeperSchema = z.array(z.object({ id: z.number(), cause: z.enum([...WAKE_CAUSES, 'closed']) }));

/** Sleepers whose time has come, each with its cause; at most a batch of each sort. */
async function sleepersToWake(now: Prisma.Sql): Promise<Sleeper[]> {
  const found = await unsafeDb().$queryRaw`
    (SELECT f.id, CASE WHEN ${CLOSED} THEN 'closed' WHEN ${KNOWN} THEN 'known_exploited' WHEN ${EPSS} THEN 'epss'
      ELSE 'severity' END AS cause FROM finding f WHERE ${WAKES} LIMIT ${BATCH})
    UNION ALL (SELECT f.id, 'exposed' FROM finding f WHERE ${EXPOSED} LIMIT ${BATCH})
    UNION ALL (SELECT f.id, 'date' FROM finding f
      WHERE f.snoozed_until IS NOT NULL AND f.snoozed_until <= ${now} ORDER BY f.snoozed_until LIMIT ${BATCH})`;
  const causes = new Map(
    sleeperSchema
      .parse(found)
      .map((one) => [one.id, one] as const)
      .reverse(),
  );
  return [...causes.values()];
}

/** Still true when the row is locked: somebody may have decided, or snoozed it anew. */
function stillTrue(cause: WakeCause, now: Prisma.Sql): Prisma.Sql {
  if (cause === 'date') return Prisma.sql`f.snoozed_until <= ${now}`;
  const test = { known_exploited: KNOWN, epss: EPSS, severity: SEVERITY, exposed: EXPOSED }[cause];
  return Prisma.sql`f.snoozed_until IS NOT NULL AND ${test}`;
}

async function wakeFor(ctx: Ctx, cause: WakeCause, ids: readonly number[], now: Prisma.Sql): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const done = await changeFindings(tx, ctx, {
      kind: 'woken',
      target: {
        where: Prisma.sql`f.id = ANY(${[...ids]}::int[]) AND ${stillTrue(cause, now)}`,
        fresh: Prisma.sql`TRUE`,
      },
      applies: Prisma.sql`f.status IN ('open', 'confirmed', 'in_progress')`,
      set: { snoozedUntil: Prisma.sql`NULL::timestamptz`, wakeOn: Prisma.sql`NULL::jsonb`, wokenAt: now },
      reason: cause,
    });
    if (done.batchId === null) return;
    await tellWoken(tx, ctx, done.batchId);
    await appendAudit(tx, ctx, {
      action: 'finding.woken',
      target: { kind: 'finding-batch', id: done.batchId },
      productId: done.productId ?? undefined,
      data: { cause, changed: done.changed },
    });
  });
}

/** Those who follow them hear of it, and those who had put them to sleep. */
async function tellWoken(tx: Tx, ctx: Ctx, batchId: string): Promise<void> {
  const batch = Prisma.sql`SELECT e.finding_id FROM finding_event e WHERE e.batch_id = ${batchId}::uuid`;
  await tell(tx, ctx, {
    kind: 'woken',
    recipients: Prisma.sql`${followers(batch)}
      UNION ALL SELECT s.person_id, b.finding_id FROM (${batch}) b CROSS JOIN LATERAL (
        SELECT p.id AS person_id FROM finding_event e JOIN person p ON e.actor_kind = 'person' AND p.id::text = e.actor_id
        WHERE e.finding_id = b.finding_id AND e.kind = 'snooze' ORDER BY e.id DESC LIMIT 1) s`,
    params: {},
    many: '/inbox?queue=woken',
  });
}

/** Closed ones no longer sleep: when they come back they shall be seen. No decision of anybody, so no history. */
async function settleClosed(ids: readonly number[]): Promise<void> {
  await unsafeDb().$executeRaw`UPDATE finding f SET snoozed_until = NULL, wake_on = NULL
    WHERE f.id = ANY(${[...ids]}::int[]) AND ${CLOSED}`;
}

const nextSchema = z.tuple([z.object({ next: z.date().nullable() })]);

/**
 * Wakes all findings whose date has come or which escalated, with history, notices and one audit row a cause. Safe
 * beside decisions and beside itself. Returns when the next date comes, null where nothing sleeps.
 */
export async function wakeDue(ctx: Ctx): Promise<Date | null> {
  const now = Prisma.sql`${ctx.now.toISOString()}::timestamptz`;
  for (;;) {
    const sleepers = await sleepersToWake(now);
    const idsOf = (cause: Sleeper['cause']) => sleepers.filter((one) => one.cause === cause).map(({ id }) => id);
    for (const cause of WAKE_CAUSES) {
      const ids = idsOf(cause);
      if (ids.length > 0) await wakeFor(ctx, cause, ids, now);
    }
    const closed = idsOf('closed');
    if (closed.length > 0) await settleClosed(closed);
    if (sleepers.length < BATCH) break;
  }
  const found = await unsafeDb().$queryRaw`
    SELECT min(f.snoozed_until) AS next FROM finding f WHERE f.snoozed_until IS NOT NULL`;
  return nextSchema.parse(found)[0].next;
}
