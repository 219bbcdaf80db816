import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import { isoDay } from '@/lib/core/datetime';
import { inTransaction, type Tx } from '@/lib/core/db';
import type { Judged } from '@/lib/safeguards/evaluate';
import { tellFalls } from '@/lib/safeguards/mutations/tell';
import { fell } from '@/lib/safeguards/rules';
import { type Reason, reasonsSchema, STATES, type State } from '@/lib/safeguards/types';

const openSchema = z.array(
  z.object({
    id: z.bigint(),
    safeguard: z.string(),
    productId: z.string().nullable(),
    validFrom: z.date(),
    since: z.date(),
    state: z.enum(STATES),
    counts: z.boolean(),
    good: z.number(),
    total: z.number(),
    unclear: z.number(),
    atLeast: z.number(),
    days: z.number(),
    reasons: reasonsSchema,
    freshAt: z.date().nullable(),
  }),
);
type Open = z.infer<typeof openSchema>[number];

/** What a row says of its promise, as the database takes it. */
type Figures = {
  readonly state: State;
  readonly counts: boolean;
  readonly good: number;
  readonly total: number;
  readonly unclear: number;
  readonly at_least: number;
  readonly days: number;
  readonly reasons: readonly Reason[];
  readonly fresh_at: string | null;
};

export type Fall = Pick<Judged, 'safeguard' | 'productId'> & { readonly state: State };

const keyOf = ({ safeguard, productId }: Pick<Judged, 'safeguard' | 'productId'>) => `${safeguard} ${productId ?? ''}`;

function figuresOf({ verdict, terms }: Judged): Figures {
  const { state, counts, good, total, unclear, reasons, freshAt } = verdict;
  const fresh = freshAt?.toISOString() ?? null;
  return { state, counts, good, total, unclear, at_least: terms.atLeast, days: terms.days, reasons, fresh_at: fresh };
}

function storedFigures({ state, counts, good, total, unclear, atLeast, days, reasons, freshAt }: Open): Figures {
  const fresh = freshAt?.toISOString() ?? null;
  return { state, counts, good, total, unclear, at_least: atLeast, days, reasons, fresh_at: fresh };
}

type Written = Figures & { readonly product_id: string | null };
type Changes = {
  readonly close: bigint[];
  readonly renew: (Written & { readonly id: string })[];
  readonly add: (Written & { readonly safeguard: string; readonly since: string })[];
  readonly falls: Fall[];
};

/** Within a day and a state the row takes the newest figures; otherwise it ends and another begins. */
function changesOf(judged: readonly Judged[], open: ReadonlyMap<string, Open>, now: Date): Changes {
  const changes: Changes = { close: [], renew: [], add: [], falls: [] };
  for (const one of judged) {
    const { safeguard, productId } = one;
    const before = open.get(keyOf(one));
    const figures = figuresOf(one);
    if (before && isDeepStrictEqual(storedFigures(before), figures)) continue;
    const same = before?.state === figures.state;
    if (before && same && isoDay(before.validFrom) === isoDay(now)) {
      changes.renew.push({ id: before.id.toString(), product_id: productId, ...figures });
      continue;
    }
    if (before) changes.close.push(before.id);
    if (before && fell(before, figures)) changes.falls.push({ safeguard, productId, state: figures.state });
    const since = (before && same ? before.since : now).toISOString();
    changes.add.push({ safeguard, product_id: productId, since, ...figures });
  }
  return changes;
}

/** Of each product in which something changed, what held of all its promises on this day. */
async function writeDays(tx: Tx, judged: readonly Judged[], { add, renew }: Changes, now: Date): Promise<void> {
  const changed = new Set([...add, ...renew].map((one) => one.product_id));
  const byProduct = Map.groupBy(judged, ({ productId }) => productId);
  const rows = [...byProduct].flatMap(([productId, own]) => {
    if (productId === null || !changed.has(productId)) return [];
    const of = (figure: 'good' | 'total') => own.map(({ verdict }) => verdict[figure]);
    return [
      {
        product_id: productId,
        safeguards: own.map(({ safeguard }) => safeguard),
        good: of('good'),
        total: of('total'),
      },
    ];
  });
  if (rows.length === 0) return;
  await tx.$executeRawUnsafe(
    `INSERT INTO safeguard_day (product_id, day, safeguards, good, total)
     SELECT product_id, $2::date, safeguards, good, total
     FROM jsonb_to_recordset($1::jsonb) AS v (product_id uuid, safeguards text[], good int[], total int[])
     ON CONFLICT (product_id, day) DO UPDATE
       SET safeguards = EXCLUDED.safeguards, good = EXCLUDED.good, total = EXCLUDED.total`,
    JSON.stringify(rows),
    isoDay(now),
  );
}

const COLUMNS = `state text, counts boolean, good int, total int, unclear int, at_least float8, days int, reasons jsonb,
  fresh_at timestamptz`;

async function write(tx: Tx, { close, renew, add }: Changes, now: Date): Promise<void> {
  if (close.length > 0) {
    await tx.$executeRaw`UPDATE safeguard_state SET valid_to = ${now}::timestamptz WHERE id = ANY(${close}::bigint[])`;
  }
  if (renew.length > 0) {
    await tx.$executeRawUnsafe(
      `UPDATE safeguard_state AS s SET counts = v.counts, good = v.good, total = v.total, unclear = v.unclear,
         at_least = v.at_least, days = v.days, reasons = v.reasons, fresh_at = v.fresh_at
       FROM jsonb_to_recordset($1::jsonb) AS v (id bigint, ${COLUMNS}) WHERE s.id = v.id`,
      JSON.stringify(renew),
    );
  }
  if (add.length > 0) {
    await tx.$executeRawUnsafe(
      `INSERT INTO safeguard_state (safeguard, product_id, valid_from, since, state, counts, good, total, unclear, at_least,
         days, reasons, fresh_at)
       SELECT safeguard, product_id, $2::timestamptz, since, state, counts, good, total, unclear, at_least, days, reasons, fresh_at
       FROM jsonb_to_recordset($1::jsonb) AS v (safeguard text, product_id uuid, since timestamptz, ${COLUMNS})`,
      JSON.stringify(add),
      now,
    );
  }
}

async function readOpen(tx: Tx): Promise<ReadonlyMap<string, Open>> {
  const rows = openSchema.parse(await tx.safeguardState.findMany({ where: { validTo: null } }));
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** One worker at a time, and never one that began before another ended. */
async function isNewest(tx: Tx, now: Date): Promise<boolean> {
  await tx.$executeRaw`LOCK TABLE safeguard_run IN SHARE ROW EXCLUSIVE MODE`;
  return (await tx.safeguardRun.count({ where: { at: { gte: now } } })) === 0;
}

/**
 * Keeps verdicts as intervals: only what changed is written, and what has fallen is told to its owner, once. A product that is
 * gone by now is left out.
 */
export async function keepVerdicts(
  ctx: Ctx,
  judged: readonly Judged[],
  { own, basis, began }: { readonly own: string; readonly basis: string; readonly began: number },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (!(await isNewest(tx, ctx.now))) return;
    const products = new Set((await tx.product.findMany({ select: { id: true } })).map(({ id }) => id));
    const there = judged.filter(({ productId }) => productId === null || products.has(productId));
    const changes = changesOf(there, await readOpen(tx), ctx.now);
    await write(tx, changes, ctx.now);
    await writeDays(tx, there, changes, ctx.now);
    await tellFalls(tx, ctx, changes.falls);
    const changed = changes.renew.length + changes.add.length;
    const ms = Math.round(performance.now() - began);
    await tx.safeguardRun.create({ data: { at: ctx.now, ms, changed, basis, own } });
  });
}
