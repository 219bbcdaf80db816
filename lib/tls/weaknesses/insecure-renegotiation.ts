import { BEFORE_TLS13 } from '@/lib/tls/weaknesses/offered';
import { type DerivedWeakness, inconclusive, notApplicable, safe, vulnerable } from '@/lib/tls/weaknesses/types';

/** CVE-2009-3555: a server that renegotiates when a client asks, without the binding of RFC 5746. */
export const insecureRenegotiation: DerivedWeakness = {
  id: 'insecure_renegotiation',
  judge({ protocols, renegotiation: { secure, clientInitiated } }) {
    if (BEFORE_TLS13.every((version) => protocols[version].offered === false)) return notApplicable('tls13_only');
    if (secure === true) return safe();
    if (clientInitiated === false) return safe('does_not_renegotiate');
    if (secure === null || clientInitiated === null) return inconclusive('renegotiation_not_known');
    return vulnerable('no_renegotiation_info');
  },
};
