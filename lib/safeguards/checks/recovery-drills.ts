import { type ProductCheck, within } from '@/lib/safeguards/checks/check';
import type { ServiceFact } from '@/lib/safeguards/facts';
import { judgeShare, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';

function sorted({ drill }: ServiceFact, days: number, now: Date): Sorted {
  if (!drill) return { as: 'unclear', why: 'no_drill', at: null };
  const { at, proves, inTime } = drill;
  if (!within(at, days, now)) return { as: 'bad', why: 'drill_old', at };
  if (!proves) return { as: 'bad', why: 'drill_failed', at };
  return inTime ? { as: 'good', at } : { as: 'bad', why: 'drill_late', at };
}

/**
 * Services whose newest drill, or real recovery, is within the days, brought back what it should and took no longer than the
 * recovery time that is promised. A test of restoring alone is none.
 */
export const recoveryDrills: ProductCheck = {
  place: 'product',
  judge({ services }, terms, now) {
    if (services.length === 0) return unknown('no_service');
    return judgeShare(tallyOf(services.map((one) => sorted(one, terms.days, now))), terms);
  },
  evidence: [
    { label: 'drills', href: '/backups/tests' },
    { label: 'services', href: '/backups' },
  ],
};
