import { withChains } from '@/lib/tls/grade/mend';
import { forgiven, isUnknown, trustErrors } from '@/lib/tls/grade/trust';
import type { Rule } from '@/lib/tls/grade/types';

export const certUntrusted: Rule = {
  id: 'cert_untrusted',
  finds({ chains }) {
    const chain = chains.find(isUnknown);
    if (!chain) return null;
    return { issuer: (chain.sent.at(-1) ?? chain.sent[0])?.issuer ?? '', error: trustErrors(chain)[0] ?? '' };
  },
  fix: (facts) => withChains(facts, (chain) => (isUnknown(chain) ? forgiven(chain, trustErrors(chain)) : chain)),
};
