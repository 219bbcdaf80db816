import { withWeaknessMended } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

/** CVE-2009-3555: renegotiates without the binding of RFC 5746. */
export const insecureRenegotiation: Rule = {
  id: 'insecure_renegotiation',
  finds({ weaknesses }) {
    const { verdict } = weaknesses.insecure_renegotiation;
    if (verdict === 'vulnerable') return {};
    return verdict === 'inconclusive' || verdict === 'not_checked' ? 'unknown' : null;
  },
  fix: (facts) => ({
    ...withWeaknessMended(facts, 'insecure_renegotiation'),
    renegotiation: { ...facts.renegotiation, secure: true },
  }),
};
