import { withChains } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

export const certRevoked: Rule = {
  id: 'cert_revoked',
  finds({ chains }) {
    const revoked = chains.find(({ revocation }) => revocation.status === 'revoked');
    if (revoked) return { subject: revoked.sent[0]?.subject ?? '', by: revoked.revocation.by ?? '' };
    return chains.some(({ revocation }) => revocation.status === 'not_checked') ? 'unknown' : null;
  },
  fix: (facts) =>
    withChains(facts, (chain) =>
      chain.revocation.status === 'revoked' ? { ...chain, revocation: { ...chain.revocation, status: 'good' } } : chain,
    ),
};
