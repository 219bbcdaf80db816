import { BEFORE_TLS13, judgeSuites } from '@/lib/tls/weaknesses/offered';
import type { DerivedWeakness } from '@/lib/tls/weaknesses/types';

/** RFC 7465: RC4 is biased, and must not be negotiated. */
export const rc4: DerivedWeakness = {
  id: 'rc4',
  judge: (known) => judgeSuites(known, BEFORE_TLS13, ({ cipher }) => cipher === 'RC4'),
};
