import type { WeaknessId } from '@/lib/tls/facts';
import { withWeaknessMended } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

/** A rule that follows a probe's verdict. Inconclusive and not checked are unknown; what cannot apply is no matter. */
export function probed(id: WeaknessId): Rule {
  return {
    id,
    finds({ weaknesses }) {
      const { verdict } = weaknesses[id];
      if (verdict === 'vulnerable') return {};
      return verdict === 'inconclusive' || verdict === 'not_checked' ? 'unknown' : null;
    },
    fix: (facts) => withWeaknessMended(facts, id),
  };
}
