import { withoutSuites, withVersion } from '@/lib/tls/grade/mend';
import { suitesOf } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

export const rc4Only: Rule = {
  id: 'rc4_only',
  finds(facts) {
    const suites = suitesOf(facts);
    return suites.length > 0 && suites.every(({ suite }) => suite.cipher === 'RC4') ? {} : null;
  },
  fix: (facts) => withoutSuites(withVersion(facts, 'tls12'), ({ cipher }) => cipher === 'RC4'),
};
