import { bySource, ofFamily, type ProductCheck } from '@/lib/safeguards/checks/check';
import { CLUSTER_SCANNERS } from '@/lib/safeguards/checks/cluster-rules';
import { judgeShare, tallyOf, unknown } from '@/lib/safeguards/rules';

/**
 * Clusters and manifests with a fresh scan and no open finding about network policies or Pod Security Standards. Of scanners
 * for other things too, those that have such a finding.
 */
export const workloadIsolation: ProductCheck = {
  place: 'product',
  judge({ sources }, terms, now) {
    const scans = sources.filter(({ scanner, isolation }) => isolation > 0 || ofFamily(scanner, CLUSTER_SCANNERS));
    if (scans.length === 0) return unknown('no_source');
    const sorted = bySource(scans, ({ isolation }) => (isolation > 0 ? 'open_isolation' : null), terms, now);
    return judgeShare(tallyOf(sorted), terms);
  },
  evidence: [
    { label: 'configurationFindings', href: '/findings?kind=configuration' },
    { label: 'sources', href: '/assets/sources' },
  ],
};
