import { BEFORE_TLS13, judgeSuites } from '@/lib/tls/weaknesses/offered';
import { type DerivedWeakness, vulnerable } from '@/lib/tls/weaknesses/types';

/** Below it the paper's authors broke groups themselves; 1024 bits were said to be in reach of states. */
const BROKEN_BELOW = 1024;

/** CVE-2015-4000: export suites with DHE, or a group that is small by itself. A group of 1024 bits is a matter of key strength. */
export const logjam: DerivedWeakness = {
  id: 'logjam',
  judge(known) {
    const sizes = BEFORE_TLS13.flatMap((version) => known.protocols[version].dhBits ?? []);
    const smallest = Math.min(...sizes);
    if (smallest < BROKEN_BELOW) return vulnerable(`dh${smallest}`);
    return judgeSuites(known, BEFORE_TLS13, (suite) => suite.kx === 'DHE' && suite.export);
  },
};
