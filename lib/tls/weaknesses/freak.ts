import { BEFORE_TLS13, judgeSuites } from '@/lib/tls/weaknesses/offered';
import type { DerivedWeakness } from '@/lib/tls/weaknesses/types';

/** CVE-2015-0204: export suites with RSA, whose 512 bits a bystander can break. */
export const freak: DerivedWeakness = {
  id: 'freak',
  judge: (known) => judgeSuites(known, BEFORE_TLS13, (suite) => suite.kx === 'RSA' && suite.export),
};
