import { type OrganisationCheck, within } from '@/lib/safeguards/checks/check';
import { judgeShare, type Sorted, tallyOf } from '@/lib/safeguards/rules';

/** Feeds that were read, or found unchanged, within the days. */
export const threatIntelligence: OrganisationCheck = {
  place: 'organisation',
  judge({ feeds }, terms, now) {
    return judgeShare(
      tallyOf(
        feeds.map(({ at }): Sorted => {
          if (at === null) return { as: 'unclear', why: 'feed_missing', at };
          return within(at, terms.days, now) ? { as: 'good', at } : { as: 'bad', why: 'feed_old', at };
        }),
      ),
      terms,
    );
  },
  evidence: [{ label: 'feeds', href: '/settings/intel' }],
};
