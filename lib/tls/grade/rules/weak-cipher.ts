import { withoutSuites } from '@/lib/tls/grade/mend';
import { namedSuites } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

const FEWEST = 112;

/** NULL, DES and all else below 112 bits; the arithmetic alone would let it pass. */
export const weakCipher: Rule = {
  id: 'weak_cipher',
  finds: (facts) => namedSuites(facts, ({ bits }) => bits < FEWEST),
  fix: (facts) => withoutSuites(facts, ({ bits }) => bits < FEWEST),
};
