import { isAhead, ofFamily, type ProductCheck, within } from '@/lib/safeguards/checks/check';
import SCANNERS from '@/lib/safeguards/checks/host-scanners.json';
import { scanCadence } from '@/lib/safeguards/checks/scan-cadence';
import type { HostFact, SourceFact } from '@/lib/safeguards/facts';
import { judgeShare, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';

const isHostScan = ({ scanner }: SourceFact) => ofFamily(scanner, SCANNERS) && scanner !== 'ms-defender-machines';

function sorted({ scannedAt: at }: HostFact, days: number, now: Date): Sorted {
  if (at === null) return { as: 'bad', why: 'host_unscanned', at };
  if (isAhead(at, now)) return { as: 'unclear', why: 'clock_ahead', at: null };
  return within(at, days, now) ? { as: 'good', at } : { as: 'bad', why: 'overdue', at };
}

/**
 * Known hosts that a host scanner has looked at within the days, of all that are known. As long as the inventory knows none,
 * the targets of host scanners by their newest scan.
 */
export const hostScans: ProductCheck = {
  place: 'product',
  judge(facts, terms, now) {
    const sources = facts.sources.filter(isHostScan);
    if (sources.length === 0) return unknown('no_source');
    if (facts.hosts.length === 0) return scanCadence.judge({ ...facts, sources }, terms, now);
    const hosts = facts.hosts.flatMap((one) => Array.from({ length: one.count }, () => sorted(one, terms.days, now)));
    return judgeShare(tallyOf(hosts), terms);
  },
  evidence: [
    { label: 'hosts', href: '/assets?kind=host' },
    { label: 'sources', href: '/assets/sources' },
    { label: 'hostFindings', href: '/findings?kind=host' },
  ],
};
