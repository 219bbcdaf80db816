import { withChains } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

const NAMED = 5;

export const certName: Rule = {
  id: 'cert_name',
  finds({ chains, target }) {
    const wrong = chains.find(({ nameMatches }) => !nameMatches);
    if (!wrong) return null;
    const names = wrong.sent[0]?.names ?? [];
    const more = names.length > NAMED ? ' …' : '';
    return { host: target.sni ?? target.host, names: `${names.slice(0, NAMED).join(', ')}${more}` };
  },
  fix: (facts) => withChains(facts, (chain) => ({ ...chain, nameMatches: true })),
};
