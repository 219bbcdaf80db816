import { isAhead, newestScan, type ProductCheck, within } from '@/lib/safeguards/checks/check';
import type { DueFact, SourceFact } from '@/lib/safeguards/facts';
import { clean, earlier, judgeShare, unknown } from '@/lib/safeguards/rules';
import type { Terms, Verdict } from '@/lib/safeguards/types';

/** A promise that holds by what is known, though some of its sources tell nothing any more: it holds in part. */
function inPart(verdict: Verdict, silent: number): Verdict {
  if (silent === 0) return verdict;
  const reasons = [...verdict.reasons, { code: 'stale' as const, params: { n: silent } }];
  return { ...verdict, state: verdict.state === 'met' ? 'partly' : verdict.state, reasons };
}

/**
 * Open findings that are not overdue. Without a report within the days nobody knows what is open; where some of the sources
 * report no more, the promise is at most met in part.
 */
export function inTime(
  sources: readonly SourceFact[],
  { open, overdue }: Pick<DueFact, 'open' | 'overdue'>,
  terms: Terms,
  now: Date,
): Verdict {
  if (sources.length === 0) return unknown('no_source');
  const fresh = sources.filter(({ lastScanAt }) => within(lastScanAt, terms.days, now));
  if (fresh.length === 0) {
    const ahead = sources.filter(({ lastScanAt }) => isAhead(lastScanAt, now)).length;
    if (ahead > 0) return unknown('clock_ahead', { n: ahead }, newestScan(sources, now));
    return unknown('stale', { n: sources.length }, newestScan(sources, now));
  }
  const freshAt = fresh.reduce<Date | null>((at, { lastScanAt }) => earlier(at, lastScanAt), null);
  const silent = sources.length - fresh.length;
  if (open === 0) return inPart(clean(freshAt), silent);
  const why = overdue > 0 ? new Map([['past_due' as const, overdue]]) : new Map();
  return inPart(judgeShare({ good: open - overdue, bad: overdue, unclear: 0, why, freshAt }, terms), silent);
}

/** Open findings that are within their due date. */
export const findingsInTime: ProductCheck = {
  place: 'product',
  judge: ({ sources, due }, terms, now) => inTime(sources, due, terms, now),
  evidence: [{ label: 'overdueFindings', href: '/findings?sla=overdue' }],
};
