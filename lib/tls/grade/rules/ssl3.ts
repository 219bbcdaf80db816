import { withoutVersions } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

export const ssl3: Rule = {
  id: 'ssl3',
  finds: ({ protocols }) => (protocols.ssl3.offered === null ? 'unknown' : protocols.ssl3.offered ? {} : null),
  fix: (facts) => withoutVersions(facts, ['ssl3']),
};
