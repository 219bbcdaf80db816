import { withoutSuites } from '@/lib/tls/grade/mend';
import { namedSuites } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

export const rc4: Rule = {
  id: 'rc4',
  finds: (facts) => namedSuites(facts, ({ cipher }) => cipher === 'RC4'),
  fix: (facts) => withoutSuites(facts, ({ cipher }) => cipher === 'RC4'),
};
