import { withHsts } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

export const hstsAbsent: Rule = {
  id: 'hsts_absent',
  finds: ({ http }) => (http === null ? 'unknown' : http.hsts.state === 'absent' ? {} : null),
  fix: withHsts,
};
