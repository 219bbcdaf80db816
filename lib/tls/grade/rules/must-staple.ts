import type { ChainFacts } from '@/lib/tls/facts';
import { withChains } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

const isBare = ({ sent, stapled }: ChainFacts) => sent[0]?.mustStaple === true && !stapled;

/** RFC 7633: browsers that keep to it refuse the connection. */
export const mustStaple: Rule = {
  id: 'must_staple',
  finds: ({ chains }) => (chains.some(isBare) ? {} : null),
  fix: (facts) => withChains(facts, (chain) => ({ ...chain, stapled: true })),
};
