import { bySource, type ProductCheck } from '@/lib/safeguards/checks/check';
import { judgeShare, tallyOf, unknown } from '@/lib/safeguards/rules';

/** Images with a fresh scan and no open critical finding that has a fix. */
export const imageScans: ProductCheck = {
  place: 'product',
  judge({ sources }, terms, now) {
    const images = sources.filter(({ image }) => image !== '');
    if (images.length === 0) return unknown('no_source');
    return judgeShare(
      tallyOf(bySource(images, ({ critical }) => (critical > 0 ? 'open_critical' : null), terms, now)),
      terms,
    );
  },
  evidence: [
    { label: 'criticalFindings', href: '/findings?severity=critical&fix=yes' },
    { label: 'sources', href: '/assets/sources' },
  ],
};
