import { createHash } from 'node:crypto';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { hasFailed } from '@/lib/imports/data/own-report';
import { DRIFT_FORMAT } from '@/lib/imports/drift-source';
import { takeReport } from '@/lib/imports/mutations/receive';
import { heldLists } from '@/lib/lists/data/held';
import { observed } from '@/lib/lists/data/observed';
import { type DriftEntry, documentOf } from '@/lib/lists/finding-entry';
import { entriesOf } from '@/lib/lists/findings';
import { LIST_LIMITS } from '@/lib/lists/limits';
import { compare, nextEnd, observedOf, type Seen } from '@/lib/lists/rules';
import { kindSchema } from '@/lib/lists/schema';
import type { Kind } from '@/lib/lists/types';

/** Comparisons of one round: the rest has its turn in the next. */
const ROUND = 100;
/** Time alone takes hosts out of sight: each comparison is made so often though nothing came. */
const AGAIN_MS = 3_600_000;
/** What findings say is written anew so often at the least while there is drift. */
const REPORT_AGAIN_MS = 24 * 3_600_000;

type State = { readonly productId: string; readonly kind: Kind };

/** Comparisons that lists ask for and nobody has made yet: due at once. */
async function ask(now: Date): Promise<void> {
  await unsafeDb().$executeRaw`
    INSERT INTO drift_state (product_id, kind, due_at)
    SELECT DISTINCT p.id, l.kind, ${now}::timestamptz FROM product p
    JOIN asset_list l ON l.product_id = p.id OR l.product_id IS NULL
    ON CONFLICT DO NOTHING`;
}

const digestOf = (entries: readonly DriftEntry[]) => createHash('sha256').update(JSON.stringify(entries)).digest('hex');

async function report(ctx: Ctx, { productId, kind }: State, all: readonly DriftEntry[]): Promise<void> {
  const entries = all.slice(0, LIST_LIMITS.reported);
  const where = { productId_kind: { productId, kind } };
  const { reported, reportedAt } = await unsafeDb().driftState.findUniqueOrThrow({ where });
  // One that never drifted has nothing to close.
  if (reported === null && entries.length === 0) return;
  const digest = digestOf(entries);
  const age = reportedAt === null ? 0 : ctx.now.getTime() - reportedAt.getTime();
  const own = { productId, format: DRIFT_FORMAT, target: kind };
  const again = (age > REPORT_AGAIN_MS && entries.length > 0) || (age >= AGAIN_MS && (await hasFailed(own)));
  if (reported === digest && !again) return;
  await takeReport(ctx, {
    productId,
    fileName: `drift-${kind}.json`,
    body: documentOf(kind, entries),
    // What is cut off is not gone.
    options: () => ({
      ...{ target: kind, format: DRIFT_FORMAT, scan_at: ctx.now },
      complete: entries.length === all.length,
    }),
    also: async (tx) => {
      await tx.driftState.update({ where, data: { reported: digest, reportedAt: ctx.now } });
    },
  });
}

const oldest = (times: readonly Date[]): Date | null =>
  times.reduce<Date | null>((first, time) => (first === null || time < first ? time : first), null);

function seenAtOf(kind: Kind, { ports, images, hosts }: Seen): readonly Date[] {
  return { ports, registries: images, hosts }[kind].map(({ seenAt }) => seenAt);
}

async function evaluate(ctx: Ctx, state: State, seen: Seen): Promise<void> {
  const { productId, kind } = state;
  const lists = await heldLists(kind, productId);
  const drifts = compare(kind, seen, lists, ctx.now);
  const end = nextEnd(lists, ctx.now);
  const where = { productId_kind: { productId, kind } };
  await unsafeDb().driftState.update({
    where,
    data: {
      evaluatedAt: ctx.now,
      listed: drifts !== null,
      observed: observedOf(kind, seen),
      drifted: drifts?.length ?? 0,
      observedAt: oldest(seenAtOf(kind, seen)),
    },
  });
  // An approval that ends sooner than the next turn is looked at when it has ended.
  if (end)
    await unsafeDb().driftState.updateMany({ where: { productId, kind, dueAt: { gt: end } }, data: { dueAt: end } });
  if (drifts) await report(ctx, state, entriesOf(drifts));
}

/** Of the states that are due those that this worker has taken. What comes in meanwhile makes them due again. */
async function claim(now: Date): Promise<readonly State[]> {
  const due = await unsafeDb().driftState.findMany({
    where: { dueAt: { lte: now } },
    select: { productId: true, kind: true, dueAt: true },
    orderBy: [{ dueAt: 'asc' }, { productId: 'asc' }],
    take: ROUND,
  });
  const next = new Date(now.getTime() + AGAIN_MS);
  const taken: State[] = [];
  for (const { productId, kind, dueAt } of due) {
    const { count } = await unsafeDb().driftState.updateMany({
      where: { productId, kind, dueAt },
      data: { dueAt: next },
    });
    if (count === 1) taken.push({ productId, kind: kindSchema.parse(kind) });
  }
  return taken;
}

/**
 * Compares what products' sources see with the lists that hold for them, and reports what has changed as findings. Safe to
 * repeat and to run in several workers: the same sight comes to the same findings. One that fails is logged, holds up no other,
 * and has its turn again within the hour.
 * @returns how many comparisons were taken up
 */
export async function evaluateDrift(ctx: Ctx): Promise<number> {
  await ask(ctx.now);
  const taken = await claim(ctx.now);
  const products = [...Map.groupBy(taken, (state) => state.productId)];
  await eachForItself(products, 'comparing a product with its lists', async ([productId, states]) => {
    const seen = await observed(productId, ctx.now);
    await eachForItself(states, 'comparing with a list', (state) => evaluate(ctx, state, seen));
  });
  return taken.length;
}
