import { withVersion } from '@/lib/tls/grade/mend';
import { namedClients } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';
import { isForwardSecret } from '@/lib/tls/registry/suites';

/** Today's clients all can: who gets none is not offered it, or not before others. */
export const noForwardSecrecy: Rule = {
  id: 'no_forward_secrecy',
  finds: (facts) => namedClients(facts, ({ suite }) => !isForwardSecret(suite)),
  fix: (facts) => withVersion(facts, 'tls12'),
};
