import { withoutSuites, withWeaknessMended } from '@/lib/tls/grade/mend';
import { namedSuites } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

/** FREAK (CVE-2015-0204) and Logjam (CVE-2015-4000) by their suites. */
export const exportSuites: Rule = {
  id: 'export',
  finds: (facts) => namedSuites(facts, (suite) => suite.export),
  fix(facts) {
    const without = withoutSuites(facts, (suite) => suite.export);
    return withWeaknessMended(withWeaknessMended(without, 'freak'), 'logjam');
  },
};
