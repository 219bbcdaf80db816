import { withoutSuites } from '@/lib/tls/grade/mend';
import { namedSuites } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

export const anonymous: Rule = {
  id: 'anonymous',
  finds: (facts) => namedSuites(facts, ({ auth }) => auth === 'anon'),
  fix: (facts) => withoutSuites(facts, ({ auth }) => auth === 'anon'),
};
