import type { Ctx } from '@/lib/core/context';
import { HOUR_MS } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { log } from '@/lib/core/log';
import { allTerms } from '@/lib/safeguards/all-terms';
import { clockSkew, readBasis } from '@/lib/safeguards/data/basis';
import { readDecided, readExceptions, readStatements } from '@/lib/safeguards/data/decided';
import { readModel } from '@/lib/safeguards/data/read-model';
import { type Judged, judgeAll } from '@/lib/safeguards/evaluate';
import { keepVerdicts } from '@/lib/safeguards/mutations/keep';

/** Changes of data that come close together are looked at together. */
const COALESCE_MS = 5 * 60_000;
const ALERTS = 'A5';
const ON_CALL = 'G1';

type Basis = Awaited<ReturnType<typeof readBasis>>;

/** Judges every promise by what is known now. */
export async function judgeNow(now: Date): Promise<readonly Judged[]> {
  const [decided, statements, exceptions, places] = await Promise.all([
    readDecided(now),
    readStatements(now),
    readExceptions(now),
    unsafeDb().product.findMany({ select: { id: true, teamId: true } }),
  ]);
  const terms = allTerms(decided);
  const windows = { alertDays: terms.get(ALERTS)?.days ?? 0, onCallDays: terms.get(ON_CALL)?.days ?? 0 };
  return judgeAll({ ...(await readModel(windows, now)), places, terms, statements, exceptions }, now);
}

/** Whether it is time: people decided something, data changed and settled, or an hour is over. */
export async function isDue(now: Date, basis: Basis): Promise<boolean> {
  const last = await unsafeDb().safeguardRun.findFirst({ orderBy: [{ at: 'desc' }, { id: 'desc' }] });
  if (!last) return true;
  const since = now.getTime() - last.at.getTime();
  if (last.own !== basis.own || since >= HOUR_MS) return true;
  return last.basis !== basis.data && since >= COALESCE_MS;
}

/** Judges every promise and keeps what changed. */
export async function evaluate(ctx: Ctx, basis?: Basis): Promise<void> {
  const began = performance.now();
  // Read first: what changes while it is judged is judged the next time.
  const { own, data } = basis ?? (await readBasis(ctx.now));
  const judged = await judgeNow(ctx.now);
  await keepVerdicts(ctx, judged, { own, basis: data, began });
}

/** By how much the clock of a worker may differ from the database's. */
const SKEW_MS = 2 * 60_000;

/**
 * Judges when it is time. A worker whose clock is wrong judges nothing: what it wrote ahead of time would keep the others from
 * writing, and what is old would look fresh to it.
 */
export async function evaluateWhenDue(ctx: Ctx): Promise<void> {
  const skew = await clockSkew(ctx.now);
  if (Math.abs(skew) > SKEW_MS) {
    log().error(
      { skewMs: skew },
      'promises are not judged: the clock of this worker differs from the database’s; set it',
    );
    return;
  }
  const basis = await readBasis(ctx.now);
  if (await isDue(ctx.now, basis)) await evaluate(ctx, basis);
}
