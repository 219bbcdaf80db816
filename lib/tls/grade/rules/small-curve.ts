import { smallCurves } from '@/lib/tls/grade/groups';
import { withGroups } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

/** The guide's cap speaks of keys and DH groups; small curves lower the score alone. */
export const smallCurve: Rule = {
  id: 'small_curve',
  finds(facts) {
    const curves = smallCurves(facts, 2048);
    return curves.length > 0 ? { curves: curves.slice(0, 5).join(', ') } : null;
  },
  fix: (facts) => withGroups(facts, 2048),
};
