import { bySource, heardEach, ofFamily, type ProductCheck } from '@/lib/safeguards/checks/check';
import { CLUSTER_SCANNERS } from '@/lib/safeguards/checks/cluster-rules';
import { judgeShare, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';

/**
 * Clusters and manifests with a fresh scan and no open finding about limits or writable file systems, and senders of Falco that
 * deliver. Where one of both is not there at all, that half is unclear.
 */
export const containerRuntime: ProductCheck = {
  place: 'product',
  judge(facts, terms, now) {
    const scans = facts.sources.filter(({ scanner, runtime }) => runtime > 0 || ofFamily(scanner, CLUSTER_SCANNERS));
    const sensors = facts.senders.filter(({ shape }) => shape === 'falco');
    if (scans.length + sensors.length === 0) return unknown('no_source');
    const unscanned: Sorted = { as: 'unclear', why: 'no_cluster_scan', at: null };
    const unwatched: Sorted = { as: 'unclear', why: 'no_runtime_sensor', at: null };
    const hardened = bySource(scans, ({ runtime }) => (runtime > 0 ? 'open_runtime' : null), terms, now);
    const watched = heardEach(sensors, terms, now);
    const both = [...(scans.length > 0 ? hardened : [unscanned]), ...(sensors.length > 0 ? watched : [unwatched])];
    return judgeShare(tallyOf(both), terms);
  },
  evidence: [
    { label: 'configurationFindings', href: '/findings?kind=configuration' },
    { label: 'senders', href: '/events' },
    { label: 'alerts', href: '/alerts' },
  ],
};
