import { withChains } from '@/lib/tls/grade/mend';
import { forgiven, isEarly, linksOf } from '@/lib/tls/grade/trust';
import type { Rule } from '@/lib/tls/grade/types';

export const certNotYetValid: Rule = {
  id: 'cert_not_yet_valid',
  finds({ chains, startedAt }) {
    const chain = chains.find((candidate) => isEarly(candidate, startedAt));
    if (!chain) return null;
    const link = linksOf(chain).find(({ notBefore }) => notBefore > startedAt);
    return { subject: link?.subject ?? '', date: link?.notBefore.slice(0, 10) ?? '' };
  },
  fix: (facts) =>
    withChains(facts, (chain) => ({
      ...forgiven(chain, ['CERT_NOT_YET_VALID']),
      sent: chain.sent.map((link) =>
        link.notBefore > facts.startedAt ? { ...link, notBefore: facts.startedAt } : link,
      ),
    })),
};
