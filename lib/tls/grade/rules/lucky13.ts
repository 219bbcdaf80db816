import { withoutSuites } from '@/lib/tls/grade/mend';
import { namedSuites } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

/** CBC is offered (CVE-2013-0169): whether its timing can be measured a scan does not tell. */
export const lucky13: Rule = {
  id: 'lucky13',
  finds: (facts) => namedSuites(facts, ({ mode }) => mode === 'cbc'),
  fix: (facts) => withoutSuites(facts, ({ mode }) => mode === 'cbc'),
};
