import { withHsts } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

/** `max-age=0`, or a header that says nothing valid (RFC 6797). */
export const hstsBroken: Rule = {
  id: 'hsts_broken',
  finds({ http }) {
    if (!http || (http.hsts.state !== 'disabled' && http.hsts.state !== 'invalid')) return null;
    return { header: http.hsts.header ?? '' };
  },
  fix: withHsts,
};
