import { type ProductCheck, within } from '@/lib/safeguards/checks/check';
import { idle, judgeShare, type Sorted, tallyOf } from '@/lib/safeguards/rules';

/** Incidents of the days that somebody took in the time that their priority gives. */
export const reactionTimes: ProductCheck = {
  place: 'product',
  judge({ reactions }, terms, now) {
    const recent = reactions.filter(({ declaredAt }) => within(declaredAt, terms.days, now));
    if (recent.length === 0) return idle();
    return judgeShare(
      tallyOf(
        recent.map(
          ({ met }): Sorted => (met ? { as: 'good', at: null } : { as: 'bad', why: 'reacted_late', at: null }),
        ),
      ),
      terms,
    );
  },
  evidence: [
    { label: 'incidentFigures', href: '/incidents/figures' },
    { label: 'incidents', href: '/incidents' },
  ],
};
