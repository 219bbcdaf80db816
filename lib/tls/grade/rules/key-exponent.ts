import type { CertificateFacts } from '@/lib/tls/facts';
import { namedKey, withKeys } from '@/lib/tls/grade/keys';
import type { Rule } from '@/lib/tls/grade/types';

const isOne = ({ exponent }: CertificateFacts['key']) => exponent === '1';

export const keyExponent: Rule = {
  id: 'key_exponent',
  finds: (facts) => namedKey(facts, isOne),
  fix: (facts) => withKeys(facts, isOne),
};
