import { withHsts } from '@/lib/tls/grade/mend';
import type { Rule } from '@/lib/tls/grade/types';

export const hstsShort: Rule = {
  id: 'hsts_short',
  finds({ http }, { seconds = 0 }) {
    const { state, maxAge } = http?.hsts ?? {};
    if (state !== 'present' || (maxAge ?? 0) >= seconds) return null;
    return { days: Math.floor((maxAge ?? 0) / 86_400), wanted: Math.floor(seconds / 86_400) };
  },
  fix: withHsts,
};
