import { withoutSuites } from '@/lib/tls/grade/mend';
import { isRecent, namedClients } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

/** Chosen with TLS 1.1 or later, where better suites exist. */
export const rc4Negotiated: Rule = {
  id: 'rc4_negotiated',
  finds: (facts) => namedClients(facts, ({ version, suite }) => isRecent(version) && suite.cipher === 'RC4'),
  fix: (facts) => withoutSuites(facts, ({ cipher }) => cipher === 'RC4'),
};
