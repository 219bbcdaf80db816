import { withChains } from '@/lib/tls/grade/mend';
import { forgiven, isSelfSigned } from '@/lib/tls/grade/trust';
import type { Rule } from '@/lib/tls/grade/types';

export const certSelfSigned: Rule = {
  id: 'cert_self_signed',
  finds({ chains }) {
    const leaf = chains.find(isSelfSigned)?.sent[0];
    return leaf ? { subject: leaf.subject } : null;
  },
  fix: (facts) => withChains(facts, (chain) => forgiven(chain, ['DEPTH_ZERO_SELF_SIGNED_CERT'])),
};
