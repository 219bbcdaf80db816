import { withVersion } from '@/lib/tls/grade/mend';
import { namedClients } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

export const noAead: Rule = {
  id: 'no_aead',
  finds: (facts) => namedClients(facts, ({ suite }) => suite.mode !== 'aead'),
  fix: (facts) => withVersion(facts, 'tls12'),
};
