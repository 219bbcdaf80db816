import type { Rule } from '@/lib/tls/grade/types';
import { offeredVersions } from '@/lib/tls/versions';

/** RFC 5746; TLS 1.3 has no renegotiation. */
export const noSecureRenegotiation: Rule = {
  id: 'no_secure_renegotiation',
  finds(facts) {
    if (offeredVersions(facts).every((version) => version === 'tls13')) return null;
    const { secure } = facts.renegotiation;
    return secure === null ? 'unknown' : secure ? null : {};
  },
  fix: (facts) => ({ ...facts, renegotiation: { ...facts.renegotiation, secure: true } }),
};
