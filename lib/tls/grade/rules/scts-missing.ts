import type { ChainFacts } from '@/lib/tls/facts';
import { withChains } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

/** Browsers ask for transparency of publicly trusted certificates alone. */
const isPublic = ({ validations }: ChainFacts) =>
  validations.some(({ store, trusted }) => trusted && store === 'mozilla');

export const sctsMissing: Rule = {
  id: 'scts_missing',
  finds: ({ chains }) => (chains.some((chain) => isPublic(chain) && chain.scts.length === 0) ? {} : null),
  fix: (facts) =>
    withChains(facts, (chain) => ({
      ...chain,
      scts: [...chain.scts, { by: 'certificate', logId: '', at: facts.startedAt }],
    })),
};
