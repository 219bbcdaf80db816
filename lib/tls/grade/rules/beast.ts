import { withoutVersions } from '@/lib/tls/grade/mend';
import { namedSuites } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

/** CBC with SSL 3 or TLS 1.0 (CVE-2011-3389): clients protect themselves, so the guide has not counted it since 2009d. */
export const beast: Rule = {
  id: 'beast',
  finds: (facts) =>
    namedSuites(facts, ({ mode }, version) => (version === 'ssl3' || version === 'tls10') && mode === 'cbc'),
  fix: (facts) => withoutVersions(facts, ['ssl3', 'tls10']),
};
