import { bySource, ofFamily, type ProductCheck } from '@/lib/safeguards/checks/check';
import { judgeShare, tallyOf, unknown } from '@/lib/safeguards/rules';

const SCANNERS = ['nmap', 'zmap'];

/** Port scans that are fresh and show no port but those that somebody decided on: an open finding is one that nobody approved. */
export const portScans: ProductCheck = {
  place: 'product',
  judge({ sources }, terms, now) {
    const scans = sources.filter(({ scanner }) => ofFamily(scanner, SCANNERS));
    if (scans.length === 0) return unknown('no_source');
    return judgeShare(
      tallyOf(bySource(scans, ({ ports }) => (ports > 0 ? 'unapproved_ports' : null), terms, now)),
      terms,
    );
  },
  evidence: [
    { label: 'portFindings', href: '/findings?scanner=nmap,zmap' },
    { label: 'sources', href: '/assets/sources' },
  ],
};
