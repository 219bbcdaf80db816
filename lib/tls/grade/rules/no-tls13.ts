import { withVersion } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

export const noTls13: Rule = {
  id: 'no_tls13',
  finds: ({ protocols }) => (protocols.tls13.offered === null ? 'unknown' : protocols.tls13.offered ? null : {}),
  fix: (facts) => withVersion(facts, 'tls13'),
};
