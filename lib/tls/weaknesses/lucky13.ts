import { allKnown, BEFORE_TLS13, suitesOffered } from '@/lib/tls/weaknesses/offered';
import { type DerivedWeakness, inconclusive, notChecked, safe } from '@/lib/tls/weaknesses/types';

/** CVE-2013-0169 is a matter of microseconds, which a scan does not measure: it says whether CBC is there, no more. */
export const lucky13: DerivedWeakness = {
  id: 'lucky13',
  judge(known) {
    if (suitesOffered(known, BEFORE_TLS13, ({ mode }) => mode === 'cbc').length > 0) {
      return notChecked('cbc_offered_timing_not_measured');
    }
    return allKnown(known, BEFORE_TLS13) ? safe() : inconclusive('suites_not_all_known');
  },
};
