import { withChains } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

export const chainOrder: Rule = {
  id: 'chain_order',
  finds: ({ chains }) => (chains.some(({ ordered }) => !ordered) ? {} : null),
  fix: (facts) => withChains(facts, (chain) => ({ ...chain, ordered: true })),
};
