import { judgeSuites } from '@/lib/tls/weaknesses/offered';
import type { DerivedWeakness } from '@/lib/tls/weaknesses/types';

/** CVE-2011-3389: CBC before TLS 1.1 chains one record to the next. Clients have worked around it since 2012. */
export const beast: DerivedWeakness = {
  id: 'beast',
  judge: (known) => judgeSuites(known, ['ssl3', 'tls10'], ({ mode }) => mode === 'cbc'),
};
