import { isAhead, type OrganisationCheck, within } from '@/lib/safeguards/checks/check';
import { judgeShare, type Sorted, tallyOf } from '@/lib/safeguards/rules';

/** Of the tools that the programme names, those that reported within the days. */
export const assessmentTools: OrganisationCheck = {
  place: 'organisation',
  judge({ tools }, terms, now) {
    return judgeShare(
      tallyOf(
        tools.map(({ at }): Sorted => {
          if (at === null) return { as: 'unclear', why: 'no_source', at };
          if (isAhead(at, now)) return { as: 'unclear', why: 'clock_ahead', at: null };
          return within(at, terms.days, now) ? { as: 'good', at } : { as: 'bad', why: 'overdue', at };
        }),
      ),
      terms,
    );
  },
  evidence: [{ label: 'sources', href: '/assets/sources' }],
};
