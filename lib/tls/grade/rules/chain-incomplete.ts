import { withChains } from '@/lib/tls/grade/mend';
import { isTrusted } from '@/lib/tls/grade/trust';
import type { Rule } from '@/lib/tls/grade/types';

export const chainIncomplete: Rule = {
  id: 'chain_incomplete',
  finds({ chains }) {
    const chain = chains.find((candidate) => candidate.complete === false && isTrusted(candidate));
    return chain ? { issuer: chain.sent.at(-1)?.issuer ?? '' } : null;
  },
  fix: (facts) => withChains(facts, (chain) => (chain.complete === false ? { ...chain, complete: true } : chain)),
};
