import { type ProductCheck, within } from '@/lib/safeguards/checks/check';
import type { DueFact, SourceFact } from '@/lib/safeguards/facts';
import { clean, judgeShare, later, unknown } from '@/lib/safeguards/rules';
import type { Terms, Verdict } from '@/lib/safeguards/types';

/** Open findings that are not overdue, where a report came within the days; without one nobody knows what is open. */
export function inTime(
  sources: readonly SourceFact[],
  { open, overdue }: Pick<DueFact, 'open' | 'overdue'>,
  terms: Terms,
  now: Date,
): Verdict {
  if (sources.length === 0) return unknown('no_source');
  const freshAt = sources.reduce<Date | null>((at, { lastScanAt }) => later(at, lastScanAt), null);
  if (!within(freshAt, terms.days, now)) return unknown('stale', { n: sources.length }, freshAt);
  if (open === 0) return clean(freshAt);
  const why = overdue > 0 ? new Map([['past_due' as const, overdue]]) : new Map();
  return judgeShare({ good: open - overdue, bad: overdue, unclear: 0, why, freshAt }, terms);
}

/** Open findings that are within their due date. */
export const findingsInTime: ProductCheck = {
  place: 'product',
  judge: ({ sources, due }, terms, now) => inTime(sources, due, terms, now),
  evidence: [{ label: 'overdueFindings', href: '/findings?sla=overdue' }],
};
