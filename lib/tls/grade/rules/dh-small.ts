import { fieldWithin } from '@/lib/tls/grade/groups';
import { withGroups } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

export const dhSmall: Rule = {
  id: 'dh_small',
  finds: (facts) => fieldWithin(facts, 1024, 2048),
  fix: (facts) => withGroups(facts, 2048),
};
