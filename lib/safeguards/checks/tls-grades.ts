import { type ProductCheck, within } from '@/lib/safeguards/checks/check';
import type { EndpointFact } from '@/lib/safeguards/facts';
import { judgeShare, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';

function sorted({ targetMet, expiryDueAt, lastGradedAt: at }: EndpointFact, days: number, now: Date): Sorted {
  if (at === null || targetMet === null) return { as: 'unclear', why: 'not_graded', at };
  if (!within(at, days, now)) return { as: 'unclear', why: 'stale', at };
  if (!targetMet) return { as: 'bad', why: 'below_grade', at };
  if (expiryDueAt !== null && expiryDueAt <= now) return { as: 'bad', why: 'expiring', at };
  return { as: 'good', at };
}

/**
 * Endpoints that were graded lately, reach their own target, and whose certificates do not run out soon. One that is not
 * looked at by itself counts as long as its last grade is new enough, and where that was bad for ever: a bad grade is never hidden
 * by taking the schedule away.
 */
export const tlsGrades: ProductCheck = {
  place: 'product',
  judge({ endpoints }, terms, now) {
    const known = endpoints.filter(
      (one) => one.scheduled || one.targetMet === false || within(one.lastGradedAt, terms.days, now),
    );
    if (known.length === 0) return unknown('no_source');
    return judgeShare(tallyOf(known.map((one) => sorted(one, terms.days, now))), terms);
  },
  evidence: [
    { label: 'endpointsMissed', href: '/tls?target=missed' },
    { label: 'endpoints', href: '/tls' },
  ],
};
