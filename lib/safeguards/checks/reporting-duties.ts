import { type ProductCheck, within } from '@/lib/safeguards/checks/check';
import { idle, judgeShare, type Sorted, tallyOf } from '@/lib/safeguards/rules';

/** Reports to authorities that were due within the days and sent in time. Of a duty that nobody decided nobody can tell. */
export const reportingDuties: ProductCheck = {
  place: 'product',
  judge({ duties, undecidedDuties }, terms, now) {
    const due = duties.filter(({ dueAt, kept }) => kept !== null && within(dueAt, terms.days, now));
    if (due.length + undecidedDuties === 0) return idle();
    const judged = due.map(
      ({ kept }): Sorted => (kept ? { as: 'good', at: null } : { as: 'bad', why: 'duty_late', at: null }),
    );
    const open = Array.from(
      { length: undecidedDuties },
      (): Sorted => ({ as: 'unclear', why: 'duty_undecided', at: null }),
    );
    return judgeShare(tallyOf([...judged, ...open]), terms);
  },
  evidence: [{ label: 'incidents', href: '/incidents' }],
};
