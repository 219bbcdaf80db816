import { withoutVersions } from '@/lib/tls/grade/mend';
import { namedVersions } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

const OLD = ['tls10', 'tls11'] as const;

export const oldTls: Rule = {
  id: 'old_tls',
  finds({ protocols }) {
    const offered = OLD.filter((version) => protocols[version].offered === true);
    if (offered.length > 0) return { protocols: namedVersions(offered) };
    return OLD.some((version) => protocols[version].offered === null) ? 'unknown' : null;
  },
  fix: (facts) => withoutVersions(facts, OLD),
};
