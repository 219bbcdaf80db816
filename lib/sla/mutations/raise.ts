import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { findingsHref } from '@/lib/findings/search-params';
import { notify } from '@/lib/notices/mutations';
import type { NewNotice } from '@/lib/notices/types';
import { engineersOf } from '@/lib/sla/data/engineers';
import { IS_OPEN } from '@/lib/sla/mutations/recompute';
import { Prisma } from '@/prisma/generated/client';

/** Findings a transaction. */
const BATCH = 5_000;
/** What is overdue for longer when it is told of came late: the notice of its import says so. */
export const LATELY_DAYS = 2;

const groupSchema = z.array(
  z.object({
    mark: z.enum(['warning', 'breach']),
    productId: z.string(),
    productName: z.string(),
    assigneeId: z.string().nullable(),
    count: z.number(),
    /** Of them, those that became due lately, not long before they were known. */
    lately: z.number(),
    findingId: z.number(),
    title: z.string(),
  }),
);
type Group = z.infer<typeof groupSchema>[number];

/** As its index has it. */
const DUE = Prisma.sql`COALESCE(f.due_at, 'infinity'::timestamptz)`;

/** Over `f`: nothing with this mark was said of its due date. */
const unsaid = (mark: 'warning' | 'breach') => Prisma.sql`NOT EXISTS (SELECT FROM sla_raised r
  WHERE r.due_at = f.due_at AND r.finding_id = f.id AND r.mark = ${mark}::sla_mark)`;

/**
 * What was not said yet of findings whose clock runs: overdue is a breach; due within the policy's days of warning, but
 * not in the first half of its time, is warned of. A claimed fix that nothing has verified in time breaches like an open
 * finding.
 */
function candidates(at: string, since: string): Prisma.Sql {
  return Prisma.sql`
    (SELECT f.id, 'breach'::sla_mark AS mark FROM finding f
    WHERE ${IS_OPEN} AND f.sla_paused_at IS NULL AND ${DUE} >= ${since}::timestamptz AND ${DUE} < ${at}::timestamptz
      AND ${unsaid('breach')} LIMIT ${BATCH})
    UNION ALL
    (SELECT f.id, 'warning' FROM finding f JOIN force w ON w.product_id = f.product_id
    WHERE ${IS_OPEN} AND f.sla_paused_at IS NULL AND ${DUE} >= ${at}::timestamptz
      AND ${DUE} <= ${at}::timestamptz + (SELECT max(warn_days) FROM force) * interval '24 hours'
      AND w.warn_days > 0 AND ${at}::timestamptz >= GREATEST(f.due_at - w.warn_days * interval '24 hours',
        f.due_at - (f.due_at - COALESCE(f.sla_started_at, f.first_seen_at)) / 2)
      AND ${unsaid('warning')} LIMIT ${BATCH})
    UNION ALL
    (SELECT f.id, 'breach' FROM sla_pause p JOIN finding f ON f.id = p.finding_id
    WHERE p.kind = 'claimed' AND p.ended_at <= ${at}::timestamptz AND NOT p.verified AND p.started_at >= f.status_changed_at
      AND f.status = 'fixed' AND f.reason = 'claimed' AND f.due_at < ${at}::timestamptz AND ${unsaid('breach')}
    LIMIT ${BATCH})`;
}

/** Says it once, whoever else says it at the same time: history, and who is to be told, by product and assignee. */
async function raiseSome(tx: Tx, now: Date, since: Date): Promise<readonly Group[]> {
  const at = now.toISOString();
  const found = await tx.$queryRaw`
    WITH force AS MATERIALIZED (SELECT product_id, warn_days FROM sla_in_force(${at}::timestamptz)),
    unsaid AS MATERIALIZED (
      SELECT f.id, f.version, f.product_id, f.assignee_id, f.title, f.due_at, c.mark
      FROM (${candidates(at, since.toISOString())}) c JOIN finding f ON f.id = c.id
    ),
    said AS (
      INSERT INTO sla_raised (due_at, finding_id, mark, at) SELECT due_at, id, mark, ${at}::timestamptz FROM unsaid
      ORDER BY due_at, id ON CONFLICT DO NOTHING RETURNING finding_id, mark
    ), news AS (
      SELECT u.* FROM said s JOIN unsaid u ON u.id = s.finding_id AND u.mark = s.mark
    ), logged AS (
      INSERT INTO finding_event (finding_id, at, kind, changes, actor_kind, actor_name, version)
      SELECT id, ${at}::timestamptz, 'sla_' || mark, jsonb_build_object('dueAt', jsonb_build_array(due_at, due_at)), 'system',
        'SLA', version FROM news ORDER BY id
    )
    SELECT n.mark::text AS mark, n.product_id::text AS "productId", p.name AS "productName",
      n.assignee_id::text AS "assigneeId", count(*)::int AS count,
      count(*) FILTER (WHERE n.due_at >= ${at}::timestamptz - ${LATELY_DAYS} * interval '24 hours')::int AS lately, min(n.id) AS "findingId",
      (array_agg(n.title ORDER BY n.id))[1] AS title
    FROM news n JOIN product p ON p.id = n.product_id GROUP BY 1, 2, 3, 4`;
  return groupSchema.parse(found);
}

function noticeOf(personId: string, group: Group): NewNotice {
  const { mark, productId, productName, count, title, findingId, assigneeId } = group;
  const list = findingsHref({
    product: [productId],
    sla: [mark === 'breach' ? 'overdue' : 'due_soon'],
    assignee: [assigneeId === null ? 'none' : 'me'],
  });
  return {
    personId,
    kind: mark === 'breach' ? 'sla_breach' : 'sla_warning',
    params: { count, title, product: productName },
    href: count === 1 ? `/findings/${findingId}` : list,
    productId,
  };
}

/** Tells whoever watches a product what became overdue in it, where nothing of it was told to them already. */
async function toWatchers(tx: Tx, groups: readonly Group[], told: readonly NewNotice[]): Promise<NewNotice[]> {
  const breaches = groups.filter(({ mark, lately }) => mark === 'breach' && lately > 0);
  const watches = await tx.productWatch.findMany({
    where: { productId: { in: breaches.map(({ productId }) => productId) } },
    select: { productId: true, personId: true },
  });
  return watches
    .filter(({ personId, productId }) => !told.some((one) => one.personId === personId && one.productId === productId))
    .map(({ personId, productId }) => {
      const own = breaches.filter((group) => group.productId === productId);
      return {
        personId,
        kind: 'sla_breach',
        params: {
          count: own.reduce((sum, { lately }) => sum + lately, 0),
          title: own[0]?.title ?? '',
          product: own[0]?.productName ?? '',
        },
        href: findingsHref({ product: [productId], sla: ['overdue'] }),
        productId,
      };
    });
}

/** Tells the assignee, or the engineers of the product where nobody is; and who watches it. */
async function tell(tx: Tx, ctx: Ctx, groups: readonly Group[]): Promise<void> {
  const orphaned = groups.filter(({ assigneeId }) => assigneeId === null).map(({ productId }) => productId);
  const engineers = await engineersOf(orphaned);
  const notices = groups.flatMap((group) => {
    const people = group.assigneeId === null ? (engineers.get(group.productId) ?? []) : [group.assigneeId];
    return people.map((personId) => noticeOf(personId, group));
  });
  await notify(tx, ctx, [...notices, ...(await toWatchers(tx, groups, notices))]);
}

/**
 * Warns of due dates and tells of breaches, once for a finding and a due date; of breaches since an instant only, because
 * what was told before stays overdue for months and would be gone through each time.
 * @returns whether there may be more
 */
export async function raiseDue(ctx: Ctx, since: Date): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const groups = await raiseSome(tx, ctx.now, since);
    await tell(tx, ctx, groups);
    return groups.reduce((sum, { count }) => sum + count, 0) >= BATCH;
  });
}
