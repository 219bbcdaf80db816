import { withoutVersions, withVersion } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';
import { offeredVersions } from '@/lib/tls/versions';

export const ssl3Best: Rule = {
  id: 'ssl3_best',
  finds: (facts) => (offeredVersions(facts).at(-1) === 'ssl3' ? {} : null),
  fix: (facts) => withoutVersions(withVersion(facts, 'tls12'), ['ssl3']),
};
