import { withChains } from '@/lib/tls/grade/mend';
import { isTrusted } from '@/lib/tls/grade/trust';
import type { Rule } from '@/lib/tls/grade/types';

/** "Trusted by Mozilla" and "trusted by us" are two facts. */
const MOZILLA = 'mozilla';

export const ownStore: Rule = {
  id: 'own_store',
  finds({ chains }) {
    const chain = chains.find(
      (candidate) =>
        isTrusted(candidate) && !candidate.validations.some(({ store, trusted }) => trusted && store === MOZILLA),
    );
    const store = chain?.validations.find(({ trusted }) => trusted)?.store;
    return store === undefined ? null : { store };
  },
  fix: (facts) =>
    withChains(facts, (chain) => ({
      ...chain,
      validations: chain.validations.map((validation) =>
        validation.store === MOZILLA ? { ...validation, trusted: true, error: null } : validation,
      ),
    })),
};
