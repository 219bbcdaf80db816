import { withoutSuites } from '@/lib/tls/grade/mend';
import { hasSmallBlock, isRecent, namedClients } from '@/lib/tls/grade/suites';
import type { Rule } from '@/lib/tls/grade/types';

/** 3DES or IDEA chosen with TLS 1.1 or later (SWEET32, CVE-2016-2183). Offered last it has no effect. */
export const smallBlockNegotiated: Rule = {
  id: 'small_block_negotiated',
  finds: (facts) => namedClients(facts, ({ version, suite }) => isRecent(version) && hasSmallBlock(suite)),
  fix: (facts) => withoutSuites(facts, hasSmallBlock),
};
