import type { CertificateFacts } from '@/lib/tls/facts';
import { isWithin, namedKey, withKeys } from '@/lib/tls/grade/keys';
import type { Rule } from '@/lib/tls/grade/types';

const isSmall = (key: CertificateFacts['key']) => isWithin(key, 1024, 2048);

export const keySmall: Rule = {
  id: 'key_small',
  finds: (facts) => namedKey(facts, isSmall),
  fix: (facts) => withKeys(facts, isSmall),
};
