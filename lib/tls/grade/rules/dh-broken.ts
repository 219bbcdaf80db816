import { fieldWithin } from '@/lib/tls/grade/groups';
import { withGroups } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

export const dhBroken: Rule = {
  id: 'dh_broken',
  finds: (facts) => fieldWithin(facts, 0, 1024),
  fix: (facts) => withGroups(facts, 2048),
};
