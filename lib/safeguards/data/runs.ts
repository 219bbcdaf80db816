import { HOUR_MS } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import type { Posture } from '@/lib/safeguards/view-types';

/** Promises are judged hourly at least: after two hours nobody knows whether what was known still is so. */
const STALE_MS = 2 * HOUR_MS;

/** When promises were last judged by a moment, and whether that was too long before it. */
export async function lastJudged(at: Date): Promise<Pick<Posture, 'judgedAt' | 'stale'>> {
  const run = await unsafeDb().safeguardRun.findFirst({
    where: { at: { lte: at } },
    orderBy: { at: 'desc' },
    select: { at: true },
  });
  const stale = !run || at.getTime() - run.at.getTime() > STALE_MS;
  return { judgedAt: run?.at.toISOString() ?? null, stale };
}
