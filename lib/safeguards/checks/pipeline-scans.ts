import { isAhead, newestScan, ofFamily, type ProductCheck, within } from '@/lib/safeguards/checks/check';
import type { SourceFact } from '@/lib/safeguards/facts';
import { judgeShare, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';
import type { ReasonCode } from '@/lib/safeguards/types';

const STATIC = [
  ...['semgrep', 'sonarqube', 'codeql', 'github-code-scanning', 'bandit', 'gosec', 'snyk-code', 'gitlab-advanced-sast'],
  ...['brakeman', 'eslint', 'spotbugs', 'phpcs', 'security_code_scan', 'sobelow', 'nodejs-scan', 'kubesec'],
];
const DYNAMIC = ['zap', 'zaproxy', 'nuclei', 'burp', 'acunetix', 'nikto', 'browserker', 'gitlab-dast'];

function one(
  sources: readonly SourceFact[],
  scanners: readonly string[],
  none: ReasonCode,
  days: number,
  now: Date,
): Sorted {
  const own = sources.filter(({ scanner }) => ofFamily(scanner, scanners));
  const at = newestScan(own, now);
  if (at === null) {
    const ahead = own.some(({ lastScanAt }) => isAhead(lastScanAt, now));
    return { as: 'unclear', why: ahead ? 'clock_ahead' : none, at };
  }
  return within(at, days, now) ? { as: 'good', at } : { as: 'bad', why: 'overdue', at };
}

/** Of static and dynamic checks, those that reported within the days. Review and tests leave no report, so they are not seen. */
export const pipelineScans: ProductCheck = {
  place: 'product',
  judge({ sources }, terms, now) {
    if (sources.length === 0) return unknown('no_source');
    const both = [one(sources, STATIC, 'no_sast', terms.days, now), one(sources, DYNAMIC, 'no_dast', terms.days, now)];
    return judgeShare(tallyOf(both), terms);
  },
  evidence: [{ label: 'sources', href: '/assets/sources' }],
};
