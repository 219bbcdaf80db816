import { withoutVersions } from '@/lib/tls/grade/mend';
import { namedSuites } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

/** SSL 3 with a CBC suite (CVE-2014-3566). */
export const poodleSsl3: Rule = {
  id: 'poodle_ssl3',
  finds: (facts) => namedSuites(facts, ({ mode }, version) => version === 'ssl3' && mode === 'cbc'),
  fix: (facts) => withoutVersions(facts, ['ssl3']),
};
