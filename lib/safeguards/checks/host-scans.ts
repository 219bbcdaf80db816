import { ofFamily, type ProductCheck } from '@/lib/safeguards/checks/check';
import { scanCadence } from '@/lib/safeguards/checks/scan-cadence';
import type { SourceFact } from '@/lib/safeguards/facts';

const SCANNERS = ['nessus', 'openvas', 'qualys', 'xccdf', 'wazuh', 'ms-defender', 'lynis', 'aws-inspector'];

const isHost = ({ scanner }: SourceFact) => ofFamily(scanner, SCANNERS);

/** Targets of host scanners that were scanned within the days. */
export const hostScans: ProductCheck = {
  place: 'product',
  judge: (facts, terms, now) => scanCadence.judge({ ...facts, sources: facts.sources.filter(isHost) }, terms, now),
  evidence: [
    { label: 'sources', href: '/assets/sources' },
    { label: 'hostFindings', href: '/findings?kind=host' },
  ],
};
