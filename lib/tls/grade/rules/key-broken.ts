import { isWithin, namedKey, withKeys } from '@/lib/tls/grade/keys';
import type { Rule } from '@/lib/tls/grade/types';

const BELOW = 1024;

/** Below 1024 bits a key can be computed from its certificate. */
export const keyBroken: Rule = {
  id: 'key_broken',
  finds: (facts) => namedKey(facts, (key) => isWithin(key, 0, BELOW)),
  fix: (facts) => withKeys(facts, (key) => isWithin(key, 0, BELOW)),
};
