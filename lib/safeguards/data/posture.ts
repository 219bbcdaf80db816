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
import { type Stored, statesAt, verdictOf } from '@/lib/safeguards/data/stored';
import type { Place } from '@/lib/safeguards/evaluate';
import { combine, later, statesOf, type Tallied } from '@/lib/safeguards/rules';
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

/** What the chosen products say together, as the worker does for all of them. */
function ofProducts(
  rows: readonly Stored[],
  places: ReadonlyMap<string, Place>,
  exceptions: readonly Exception[],
): Found {
  const counted = rows.filter(({ productId }) => {
    const place = productId === null ? undefined : places.get(productId);
    return place && !exceptions.some((one) => covers(one, place));
  });
  const excepted = rows.length - counted.length;
  return {
    verdict: combine(counted.map(verdictOf), excepted),
    products: statesOf(counted, excepted),
    since: counted.reduce<Date | null>((at, { since }) => later(at, since), null),
  };
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

async function placesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  const rows = await unsafeDb().product.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, teamId: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
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
  const [whole, own, wholeShares, ownShares, places, decided, exceptions, judgedAt] = await Promise.all([
    statesAt('whole', at, id),
    ids === null ? [] : statesAt(ids, at, id),
    sharesOfWhole(ends, id),
    ids === null ? [] : sharesOfProducts(ids, ends, id),
    placesOf(ids ?? []),
    readDecided(at),
    readExceptions(at),
    runBefore(at),
  ]);
  const wholeOf = new Map(whole.map((row) => [row.safeguard, row]));
  const ownOf = Map.groupBy(own, ({ safeguard }) => safeguard);
  const trends = { whole: trendsOf(wholeShares), own: trendsOf(ownShares) };
  const rows = CATALOGUE.filter((one) => id === null || one.id === id).map((one) => {
    const narrowed = ids !== null && isByProduct(one);
    const about = exceptions.filter(({ safeguard }) => safeguard === one.id);
    const found = narrowed ? ofProducts(ownOf.get(one.id) ?? [], places, about) : ofWhole(wholeOf.get(one.id));
    return toRow(one, found, { decided, exceptions: about, trend: narrowed ? trends.own : trends.whole });
  });
  return {
    rows,
    score: scoreOf(rows),
    judgedAt: judgedAt?.toISOString() ?? null,
    stale: judgedAt === null || at.getTime() - judgedAt.getTime() > STALE_MS,
  };
}
