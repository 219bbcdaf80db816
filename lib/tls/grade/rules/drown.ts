import { withWeaknessMended } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

/** Through another host that speaks SSL 2 with the same key (CVE-2016-0800); SSL 2 here is a rule of its own. */
export const drown: Rule = {
  id: 'drown',
  finds({ weaknesses, protocols }) {
    const { verdict, detail } = weaknesses.ssl2_drown;
    return verdict === 'vulnerable' && protocols.ssl2.offered !== true ? { host: detail ?? 'none' } : null;
  },
  fix: (facts) => withWeaknessMended(facts, 'ssl2_drown'),
};
