import { type ProductCheck, within } from '@/lib/safeguards/checks/check';
import { idle, judgeShare, type Sorted, tallyOf } from '@/lib/safeguards/rules';

/** Reviews of the days that were published in time and actions that are not overdue, of all such reviews and open actions. */
export const reviews: ProductCheck = {
  place: 'product',
  judge({ reviews: clocks, actions: { open, overdue } }, terms, now) {
    const judged = clocks.filter(({ dueAt, kept }) => kept !== null && within(dueAt, terms.days, now));
    if (judged.length + open === 0) return idle();
    const published = judged.map(
      ({ kept }): Sorted => (kept ? { as: 'good', at: null } : { as: 'bad', why: 'review_late', at: null }),
    );
    const actions = Array.from({ length: open }, (_, nth): Sorted => {
      return nth < overdue ? { as: 'bad', why: 'actions_late', at: null } : { as: 'good', at: null };
    });
    return judgeShare(tallyOf([...published, ...actions]), terms);
  },
  evidence: [
    { label: 'actions', href: '/incidents/actions' },
    { label: 'incidents', href: '/incidents' },
  ],
};
