import type { Rule } from '@/lib/tls/grade/types';
import { offeredVersions } from '@/lib/tls/versions';

/** RFC 7507; it has a meaning only where there is a version to fall back to, below TLS 1.3 (which protects itself). */
export const fallbackScsv: Rule = {
  id: 'fallback_scsv',
  finds(facts) {
    const versions = offeredVersions(facts).filter((version) => version !== 'tls13' && version !== 'ssl2');
    if (versions.length === 0 || offeredVersions(facts).length < 2) return null;
    return facts.fallbackScsv === null ? 'unknown' : facts.fallbackScsv ? null : {};
  },
  fix: (facts) => ({ ...facts, fallbackScsv: true }),
};
