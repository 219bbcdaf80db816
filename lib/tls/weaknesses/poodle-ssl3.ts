import { judgeSuites } from '@/lib/tls/weaknesses/offered';
import type { DerivedWeakness } from '@/lib/tls/weaknesses/types';

/** CVE-2014-3566: SSL 3 does not say what padding holds, so any CBC suite in it is an oracle. */
export const poodleSsl3: DerivedWeakness = {
  id: 'poodle_ssl3',
  judge: (known) => judgeSuites(known, ['ssl3'], ({ mode }) => mode === 'cbc'),
};
