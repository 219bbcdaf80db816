import { bySource, ofFamily, type ProductCheck } from '@/lib/safeguards/checks/check';
import type { SourceFact } from '@/lib/safeguards/facts';
import { judgeShare, tallyOf, unknown } from '@/lib/safeguards/rules';

const SCANNERS = ['nmap', 'zmap'];

/**
 * Port scans that are fresh and show no port but those that somebody decided on: by the list of approved ports, and as long as
 * there is none by the findings themselves, of which an open one is a port that nobody approved.
 */
export const portScans: ProductCheck = {
  place: 'product',
  judge({ sources, drift }, terms, now) {
    const scans = sources.filter(({ scanner }) => ofFamily(scanner, SCANNERS));
    if (scans.length === 0) return unknown('no_source');
    const compared = drift.find(({ kind }) => kind === 'ports');
    const problem = compared ? () => compared.open > 0 : ({ ports }: SourceFact) => ports > 0;
    return judgeShare(
      tallyOf(bySource(scans, (scan) => (problem(scan) ? 'unapproved_ports' : null), terms, now)),
      terms,
    );
  },
  evidence: [
    { label: 'drift', href: '/findings?scanner=drift' },
    { label: 'portFindings', href: '/findings?scanner=nmap,zmap' },
    { label: 'sources', href: '/assets/sources' },
  ],
};
