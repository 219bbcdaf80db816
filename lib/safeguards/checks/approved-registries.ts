import { type ProductCheck, within } from '@/lib/safeguards/checks/check';
import { judgeShare, unknown } from '@/lib/safeguards/rules';

/** Images that sources see, by registry against the approved ones. Which of them run is not known. */
export const approvedRegistries: ProductCheck = {
  place: 'product',
  judge({ drift }, terms, now) {
    const compared = drift.find(({ kind }) => kind === 'registries');
    if (!compared) return unknown('no_list');
    const { seen, open, at } = compared;
    if (seen === 0) return unknown('no_source');
    if (!within(at, terms.days, now)) return unknown('stale', { n: 1 }, at);
    const bad = Math.min(open, seen);
    const why = new Map(bad > 0 ? [['unapproved_images', bad] as const] : []);
    return judgeShare({ good: seen - bad, bad, unclear: 0, why, freshAt: at }, terms);
  },
  evidence: [
    { label: 'drift', href: '/findings?scanner=drift' },
    { label: 'sources', href: '/assets/sources' },
  ],
};
