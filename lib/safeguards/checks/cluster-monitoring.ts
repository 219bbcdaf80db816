import { heardEach, type ProductCheck } from '@/lib/safeguards/checks/check';
import { judgeShare, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';
import type { ReasonCode } from '@/lib/safeguards/types';

/** What has to be heard of a cluster: its API's audit log and the alerts of its metrics. */
const HALVES: readonly { readonly shape: string; readonly none: ReasonCode }[] = [
  { shape: 'k8s-audit', none: 'no_api_audit' },
  { shape: 'alertmanager', none: 'no_cluster_alerts' },
];

/** Senders of the Kubernetes audit log and of Alertmanager that deliver. Where one of both is not there, that half is unclear. */
export const clusterMonitoring: ProductCheck = {
  place: 'product',
  judge({ senders }, terms, now) {
    if (!senders.some((one) => HALVES.some(({ shape }) => shape === one.shape))) return unknown('never_heard');
    const both = HALVES.flatMap(({ shape, none }): readonly Sorted[] => {
      const own = senders.filter((one) => one.shape === shape);
      return own.length > 0 ? heardEach(own, terms, now) : [{ as: 'unclear', why: none, at: null }];
    });
    return judgeShare(tallyOf(both), terms);
  },
  evidence: [
    { label: 'senders', href: '/events' },
    { label: 'alerts', href: '/alerts' },
  ],
};
