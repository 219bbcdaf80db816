import { VERSIONS } from '@/lib/tls/facts';
import { withoutVersions, withVersion } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';
import { offeredVersions } from '@/lib/tls/versions';

export const ssl3Best: Rule = {
  id: 'ssl3_best',
  finds(facts) {
    if (offeredVersions(facts).at(-1) !== 'ssl3') return null;
    // A better one may have stayed silent.
    return VERSIONS.some((version) => facts.protocols[version].offered === null) ? 'unknown' : {};
  },
  fix: (facts) => withoutVersions(withVersion(facts, 'tls12'), ['ssl3']),
};
