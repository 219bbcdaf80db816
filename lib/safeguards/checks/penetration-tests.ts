import { type ProductCheck, within } from '@/lib/safeguards/checks/check';
import { unknown } from '@/lib/safeguards/rules';
import type { ReasonCode, State, Verdict } from '@/lib/safeguards/types';

function verdict(state: State, freshAt: Date, reason: ReasonCode | null, n = 1): Verdict {
  return {
    state,
    counts: true,
    good: state === 'met' ? 1 : 0,
    total: 1,
    unclear: 0,
    reasons: reason ? [{ code: reason, params: { n } }] : [],
    freshAt,
  };
}

/**
 * A third party tested the product within the days, and nothing that tests found is overdue. A test by own people, or findings
 * that are overdue, keep the promise in part.
 */
export const penetrationTests: ProductCheck = {
  place: 'product',
  judge({ tests: { lastAt, thirdPartyAt }, due }, { days }, now) {
    if (lastAt === null) return unknown('no_test');
    if (!within(lastAt, days, now)) return verdict('missed', lastAt, 'old_test');
    if (thirdPartyAt === null || !within(thirdPartyAt, days, now)) return verdict('partly', lastAt, 'no_third_party');
    if (due.testedOverdue > 0) return verdict('partly', thirdPartyAt, 'test_findings_due', due.testedOverdue);
    return verdict('met', thirdPartyAt, null);
  },
  evidence: [{ label: 'tests', href: '/engagements' }],
};
