import { withWeaknessMended } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

/** Compression (CVE-2012-4929). */
export const crime: Rule = {
  id: 'crime',
  finds({ compression, weaknesses }) {
    if (compression === true || weaknesses.crime.verdict === 'vulnerable') return {};
    return compression === null &&
      weaknesses.crime.verdict !== 'not_applicable' &&
      weaknesses.crime.verdict !== 'not_vulnerable'
      ? 'unknown'
      : null;
  },
  fix: (facts) => ({ ...withWeaknessMended(facts, 'crime'), compression: false }),
};
