import { withCertificates } from '@/lib/tls/grade/mend';
import { namedLink } from '@/lib/tls/grade/trust';
import type { Rule } from '@/lib/tls/grade/types';

const DAY = 86_400_000;
const LATER = '9999-12-31T23:59:59.000Z';

/** No rule of the guide. The threshold is a share of the lifetime, as lifetimes shrink (CA/B Forum SC-081). */
export const expiresSoon: Rule = {
  id: 'expires_soon',
  finds(facts, { lifetimeShare = 0 }) {
    const now = Date.parse(facts.startedAt);
    const left = (until: string) => Date.parse(until) - now;
    return namedLink(
      facts,
      ({ notBefore, notAfter }) => {
        const lifetime = Date.parse(notAfter) - Date.parse(notBefore);
        return left(notAfter) >= 0 && left(notAfter) < lifetime * lifetimeShare;
      },
      ({ notAfter }) => ({ days: Math.floor(left(notAfter) / DAY), date: notAfter.slice(0, 10) }),
    );
  },
  fix: (facts) => withCertificates(facts, (link) => ({ ...link, notAfter: LATER })),
};
