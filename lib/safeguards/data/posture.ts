import type { Scope } from '@/lib/access/policy';
import { addDays, HOUR_MS } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { productIds } from '@/lib/overview/data/activity';
import type { OverviewFilter } from '@/lib/overview/types';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import type { Safeguard } from '@/lib/safeguards/catalogue-schema';
import { isByProduct } from '@/lib/safeguards/checks/by-product';
import { readDecided, readExceptions } from '@/lib/safeguards/data/decided';
import { type Share, sharesOfProducts, sharesOfWhole } from '@/lib/safeguards/data/shares';
import { type Excepted, type Stored, statesAt, togetherAt, verdictOf } from '@/lib/safeguards/data/stored';
import { combine, statesOf, type Tallied, verdictTogether } from '@/lib/safeguards/rules';
import { scoreOf } from '@/lib/safeguards/score';
import { covers, type Decided, type Exception, termsOf } from '@/lib/safeguards/terms';
import type { Verdict } from '@/lib/safeguards/types';
import type { Posture, PostureRow } from '@/lib/safeguards/view-types';

const WEEKS = 12;
const STALE_MS = 2 * HOUR_MS;

/** What is known of a promise, and since when it has not changed. */
type Found = { readonly verdict: Verdict; readonly products: Tallied | null; readonly since: Date | null };

const talliedOf = ({ reasons }: Verdict): Tallied | null => {
  const params = reasons.find(({ code }) => code === 'products')?.params;
  if (!params) return null;
  const n = (name: keyof Tallied) => Number(params[name] ?? 0);
  return {
    met: n('met'),
    partly: n('partly'),
    missed: n('missed'),
    unknown: n('unknown'),
    idle: n('idle'),
    excepted: n('excepted'),
  };
};

function ofWhole(row: Stored | undefined): Found | null {
  if (!row) return null;
  const verdict = verdictOf(row);
  return { verdict, products: talliedOf(verdict), since: row.since };
}

type TogetherRow = Awaited<ReturnType<typeof togetherAt>>[number];

/** What the chosen products say together, as the worker does for all of them. */
function ofProducts(row: TogetherRow | undefined): Found {
  if (!row) return { verdict: combine([]), products: statesOf([]), since: null };
  const { safeguard: _, since, ...together } = row;
  const { good, total, unclear, freshAt, ...products } = together;
  return { verdict: verdictTogether(together), products, since };
}

type Known = {
  readonly decided: ReadonlyMap<string, Decided>;
  readonly exceptions: readonly Exception[];
  readonly trend: ReadonlyMap<string, readonly (number | null)[]>;
};

const NOTHING: Verdict = { state: 'unknown', counts: true, good: 0, total: 0, unclear: 0, reasons: [], freshAt: null };

function toRow(safeguard: Safeguard, found: Found | null, { decided, exceptions, trend }: Known): PostureRow {
  const { id, area, proof } = safeguard;
  const { freshAt, ...verdict } = found?.verdict ?? NOTHING;
  const { atLeast, days } = termsOf(safeguard, decided.get(id));
  return {
    ...verdict,
    ...{ id, area, atLeast, days },
    automatic: proof.kind === 'automatic',
    byProduct: isByProduct(safeguard),
    products: found?.products ?? null,
    since: found?.since?.toISOString() ?? null,
    freshAt: freshAt?.toISOString() ?? null,
    owner: decided.get(id)?.ownerName ?? null,
    excepted: exceptions.some((one) => one.safeguard === id && covers(one, null)),
    trend: trend.get(id) ?? [],
  };
}

/** Ends of the last weeks, oldest first; the last one is `at`. */
const weekEnds = (at: Date) => Array.from({ length: WEEKS + 1 }, (_, week) => addDays(at, (week - WEEKS) * 7));

function trendsOf(shares: readonly Share[]): ReadonlyMap<string, readonly (number | null)[]> {
  const byId = Map.groupBy(shares, ({ safeguard }) => safeguard);
  return new Map(
    [...byId].map(([id, own]) => {
      const points = new Map(own.map(({ point, share }) => [point, share]));
      return [id, Array.from({ length: WEEKS + 1 }, (_, week) => points.get(week) ?? null)];
    }),
  );
}

/** Which of the products each promise need not hold in. */
async function exceptedOf(ids: readonly string[], exceptions: readonly Exception[]): Promise<readonly Excepted[]> {
  if (exceptions.length === 0) return [];
  const places = await unsafeDb().product.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, teamId: true },
  });
  const safeguards = [...new Set(exceptions.map(({ safeguard }) => safeguard))];
  return safeguards.flatMap((safeguard) => {
    const own = exceptions.filter((one) => one.safeguard === safeguard);
    return places
      .filter((place) => own.some((one) => covers(one, place)))
      .map(({ id: productId }) => ({ safeguard, productId }));
  });
}

/** The chosen products together; nothing where scope and filter leave out none. */
async function readTogether(
  ids: readonly string[] | null,
  exceptions: readonly Exception[],
  at: Date,
  id: string | null,
): Promise<readonly TogetherRow[]> {
  return ids === null ? [] : togetherAt(ids, await exceptedOf(ids, exceptions), at, id);
}

async function runBefore(at: Date): Promise<Date | null> {
  const run = await unsafeDb().safeguardRun.findFirst({
    where: { at: { lte: at } },
    orderBy: { at: 'desc' },
    select: { at: true },
  });
  return run?.at ?? null;
}

/**
 * Every promise as it was known at a moment: of everything where scope and filter leave nothing out, else of the products that
 * they leave. What has no product is the same for all who may read the posture. Teams are those of today.
 */
export async function readPosture(
  scope: Scope,
  filter: OverviewFilter,
  at: Date,
  id: string | null = null,
): Promise<Posture> {
  const ids = await productIds(scope, filter);
  const ends = weekEnds(at);
  const exceptions = await readExceptions(at);
  const [whole, own, wholeShares, ownShares, decided, judgedAt] = await Promise.all([
    statesAt('whole', at, id),
    readTogether(ids, exceptions, at, id),
    sharesOfWhole(ends, id),
    ids === null ? [] : sharesOfProducts(ids, ends, id),
    readDecided(at),
    runBefore(at),
  ]);
  const wholeOf = new Map(whole.map((row) => [row.safeguard, row]));
  const ownOf = new Map(own.map((row) => [row.safeguard, row]));
  const trends = { whole: trendsOf(wholeShares), own: trendsOf(ownShares) };
  const rows = CATALOGUE.filter((one) => id === null || one.id === id).map((one) => {
    const narrowed = ids !== null && isByProduct(one);
    const about = exceptions.filter(({ safeguard }) => safeguard === one.id);
    const found = narrowed ? ofProducts(ownOf.get(one.id)) : ofWhole(wholeOf.get(one.id));
    return toRow(one, found, { decided, exceptions: about, trend: narrowed ? trends.own : trends.whole });
  });
  return {
    rows,
    score: scoreOf(rows),
    judgedAt: judgedAt?.toISOString() ?? null,
    stale: judgedAt === null || at.getTime() - judgedAt.getTime() > STALE_MS,
  };
}
