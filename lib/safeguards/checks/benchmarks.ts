import SCANNERS from '@/lib/safeguards/checks/benchmark-scanners.json';
import { bySource, ofFamily, type ProductCheck } from '@/lib/safeguards/checks/check';
import type { SourceFact } from '@/lib/safeguards/facts';
import { judgeShare, tallyOf, unknown } from '@/lib/safeguards/rules';

/** Checks of hardening benchmarks that passed in the newest complete run, of all that passed, or failed and are open still. */
export const benchmarks: ProductCheck = {
  place: 'product',
  judge({ sources }, terms, now) {
    const runs = sources
      .filter(({ scanner }) => ofFamily(scanner, SCANNERS))
      .map((source) => ({ ...source, lastScanAt: source.completeAt }));
    const sorted = bySource(runs, () => null, terms, now);
    const sum = (as: 'good' | 'unclear', of: (run: SourceFact) => number) =>
      runs.reduce((all, run, index) => (sorted[index]?.as === as ? all + of(run) : all), 0);
    const good = sum('good', ({ passed }) => passed);
    const bad = sum('good', ({ failed }) => failed);
    const unclear = sum('unclear', ({ passed, failed }) => Math.max(1, passed + failed));
    if (good + bad + unclear === 0) return unknown('no_source');
    const { why, freshAt } = tallyOf(sorted);
    const reasons = bad > 0 ? new Map([...why, ['benchmark_failed', bad] as const]) : why;
    return judgeShare({ good, bad, unclear, why: reasons, freshAt }, terms);
  },
  evidence: [
    { label: 'benchmarkFindings', href: '/findings?scanner=kube-bench,xccdf' },
    { label: 'sources', href: '/assets/sources' },
  ],
};
