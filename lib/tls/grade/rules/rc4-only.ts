import { withoutSuites, withVersion } from '@/lib/tls/grade/mend';
import { suitesOf } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

export const rc4Only: Rule = {
  id: 'rc4_only',
  finds(facts) {
    const suites = suitesOf(facts);
    if (suites.length === 0 || suites.some(({ suite }) => suite.cipher !== 'RC4')) return null;
    const whole = Object.values(facts.protocols).every(({ offered, complete }) => offered !== null && complete);
    return whole ? {} : 'unknown';
  },
  fix: (facts) => withoutSuites(withVersion(facts, 'tls12'), ({ cipher }) => cipher === 'RC4'),
};
