import type { Scope } from '@/lib/access/policy';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { productIds } from '@/lib/overview/data/activity';
import type { OverviewFilter } from '@/lib/overview/types';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import type { Safeguard } from '@/lib/safeguards/catalogue-schema';
import { isByProduct } from '@/lib/safeguards/checks/by-product';
import { readDecided, readExceptions } from '@/lib/safeguards/data/decided';
import { lastJudged } from '@/lib/safeguards/data/runs';
import { type Share, sharesOfProducts, sharesOfWhole } from '@/lib/safeguards/data/shares';
import { type Excepted, type Stored, statesAt, togetherAt, verdictOf } from '@/lib/safeguards/data/stored';
import { combine, statesOf, type Tallied, verdictTogether } from '@/lib/safeguards/rules';
import { scoreOf } from '@/lib/safeguards/score';
import { covers, type Decided, type Exception, termsOf } from '@/lib/safeguards/terms';
import type { Verdict } from '@/lib/safeguards/types';
import type { Posture, PostureRow } from '@/lib/safeguards/view-types';

const WEEKS = 12;

/** What is known of a promise, and since when it has not changed. */
type Found = {
  readonly verdict: Verdict;
  readonly products: Tallied | null;
  readonly since: Date | null;
  /** By what it was judged; null: by nothing yet. */
  readonly terms: Pick<Stored, 'atLeast' | 'days'> | null;
};

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
  return { verdict, products: talliedOf(verdict), since: row.since, terms: row };
}

type TogetherRow = Awaited<ReturnType<typeof togetherAt>>[number];

/** What the chosen products say together, as the worker does for all of them. */
function ofProducts(row: TogetherRow | undefined, whole: Stored | undefined): Found {
  const terms = whole ?? null;
  if (!row) return { verdict: combine([]), products: statesOf([]), since: null, terms };
  const { safeguard: _, since, ...together } = row;
  const { good, total, unclear, freshAt, ...products } = together;
  return { verdict: verdictTogether(together), products, since, terms };
}

/** Whether it was judged product by product then; until a check proved it somebody stated it for all. */
const wasByProduct = (whole: Stored | undefined) => !whole || talliedOf(verdictOf(whole)) !== null;

type Known = {
  readonly decided: ReadonlyMap<string, Decided>;
  readonly exceptions: readonly Exception[];
  readonly trend: ReadonlyMap<string, readonly (number | null)[]>;
};

const NOTHING: Verdict = { state: 'unknown', counts: true, good: 0, total: 0, unclear: 0, reasons: [], freshAt: null };

function toRow(safeguard: Safeguard, found: Found | null, { decided, exceptions, trend }: Known): PostureRow {
  const { id, area, proof } = safeguard;
  const { freshAt, ...verdict } = found?.verdict ?? NOTHING;
  const { atLeast, days } = found?.terms ?? termsOf(safeguard, decided.get(id));
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

type Together = { readonly own: readonly TogetherRow[]; readonly shares: readonly Share[] };

/** The chosen products together, now and at the ends of weeks; nothing where scope and filter leave out none. */
async function readTogether(
  ids: readonly string[] | null,
  exceptions: readonly Exception[],
  { at, ends, id }: { readonly at: Date; readonly ends: readonly Date[]; readonly id: string | null },
): Promise<Together> {
  if (ids === null) return { own: [], shares: [] };
  const excepted = await exceptedOf(ids, exceptions);
  const [own, shares] = await Promise.all([
    togetherAt(ids, excepted, at, id),
    sharesOfProducts(ids, excepted, ends, id),
  ]);
  return { own, shares };
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
  const [whole, { own, shares }, wholeShares, decided, judged] = await Promise.all([
    statesAt('whole', at, id),
    readTogether(ids, exceptions, { at, ends, id }),
    sharesOfWhole(ends, id),
    readDecided(at),
    lastJudged(at),
  ]);
  const wholeOf = new Map(whole.map((row) => [row.safeguard, row]));
  const ownOf = new Map(own.map((row) => [row.safeguard, row]));
  const trends = { whole: trendsOf(wholeShares), own: trendsOf(shares) };
  const rows = CATALOGUE.filter((one) => id === null || one.id === id).map((one) => {
    const known = wholeOf.get(one.id);
    const narrowed = ids !== null && isByProduct(one) && wasByProduct(known);
    const about = exceptions.filter(({ safeguard }) => safeguard === one.id);
    const found = narrowed ? ofProducts(ownOf.get(one.id), known) : ofWhole(known);
    return toRow(one, found, { decided, exceptions: about, trend: narrowed ? trends.own : trends.whole });
  });
  return {
    rows,
    score: scoreOf(rows),
    ...judged,
  };
}
