import { withVersion } from '@/lib/tls/grade/mend';
import { namedVersions } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';
import { offeredVersions } from '@/lib/tls/versions';

/** Neither TLS 1.2 nor 1.3: one of the two is enough. */
export const noTls12: Rule = {
  id: 'no_tls12',
  finds(facts) {
    const { tls12, tls13 } = facts.protocols;
    if (tls12.offered === true || tls13.offered === true) return null;
    if (tls12.offered === null || tls13.offered === null) return 'unknown';
    return { best: namedVersions(offeredVersions(facts).slice(-1)) };
  },
  fix: (facts) => withVersion(facts, 'tls12'),
};
