import { withoutSuites } from '@/lib/tls/grade/mend';
import { hasSmallBlock, namedSuites } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

export const smallBlock: Rule = {
  id: 'small_block',
  finds: (facts) => namedSuites(facts, hasSmallBlock),
  fix: (facts) => withoutSuites(facts, hasSmallBlock),
};
