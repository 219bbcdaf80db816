import { withoutVersions, withWeaknessMended } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

/** Answered, also without a suite. */
export const ssl2: Rule = {
  id: 'ssl2',
  finds: ({ protocols }) => (protocols.ssl2.offered === null ? 'unknown' : protocols.ssl2.offered ? {} : null),
  fix: (facts) => withWeaknessMended(withoutVersions(facts, ['ssl2']), 'ssl2_drown'),
};
