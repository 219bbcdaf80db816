import { isAhead, type ProductCheck, within } from '@/lib/safeguards/checks/check';
import type { HostFact } from '@/lib/safeguards/facts';
import { judgeShare, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';

function sorted({ edr, edrAt: at }: HostFact, days: number, now: Date): Sorted {
  if (edr === 'missed') return { as: 'bad', why: 'agent_missing', at: null };
  if (edr === 'unknown') return { as: 'unclear', why: 'agent_unknown', at: null };
  if (isAhead(at, now)) return { as: 'unclear', why: 'clock_ahead', at: null };
  return within(at, days, now) ? { as: 'good', at } : { as: 'unclear', why: 'stale', at };
}

/**
 * Known hosts on which the agent of an endpoint detection runs, as its lists and alerts tell. Of a host that they do not name
 * nobody can tell. Whether compromised ones are isolated leaves no report, so it is not seen.
 */
export const endpointDetection: ProductCheck = {
  place: 'product',
  judge({ hosts }, terms, now) {
    if (hosts.every(({ edr }) => edr === 'unknown')) return unknown('no_source');
    const each = hosts.flatMap((one) => Array.from({ length: one.count }, () => sorted(one, terms.days, now)));
    return judgeShare(tallyOf(each), terms);
  },
  evidence: [
    { label: 'hostsBare', href: '/assets?kind=host&edr=missed,late,unknown' },
    { label: 'hosts', href: '/assets?kind=host' },
  ],
};
