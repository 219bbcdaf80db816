import { withChains } from '@/lib/tls/grade/mend';
import { forgiven, hasExpired, linksOf } from '@/lib/tls/grade/trust';
import type { Rule } from '@/lib/tls/grade/types';

/** The far end of any certificate that is renewed. */
const LATER = '9999-12-31T23:59:59.000Z';

export const certExpired: Rule = {
  id: 'cert_expired',
  finds({ chains, startedAt }) {
    const chain = chains.find((candidate) => hasExpired(candidate, startedAt));
    if (!chain) return null;
    const link = linksOf(chain).find(({ notAfter }) => notAfter < startedAt);
    return { subject: link?.subject ?? '', date: link?.notAfter.slice(0, 10) ?? '' };
  },
  fix: (facts) =>
    withChains(facts, (chain) => ({
      ...forgiven(chain, ['CERT_HAS_EXPIRED']),
      sent: chain.sent.map((link) => (link.notAfter < facts.startedAt ? { ...link, notAfter: LATER } : link)),
    })),
};
