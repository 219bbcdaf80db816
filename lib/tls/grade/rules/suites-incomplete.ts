import { VERSIONS } from '@/lib/tls/facts';
import { namedVersions } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

/** The server stopped answering before all suites were asked for: what was not seen may still be there. */
export const suitesIncomplete: Rule = {
  id: 'suites_incomplete',
  finds({ protocols }) {
    const cut = VERSIONS.filter((version) => protocols[version].offered === true && !protocols[version].complete);
    return cut.length > 0 ? { protocols: namedVersions(cut) } : null;
  },
  fix(facts) {
    const protocols = { ...facts.protocols };
    for (const version of VERSIONS) protocols[version] = { ...protocols[version], complete: true };
    return { ...facts, protocols };
  },
};
