import { reviewBy } from '@/lib/elevations/rules';
import { type OrganisationCheck, within } from '@/lib/safeguards/checks/check';
import type { ElevationFact } from '@/lib/safeguards/facts';
import { idle, judgeShare, type Sorted, tallyOf } from '@/lib/safeguards/rules';

function sorted({ startsAt, breakGlass, justified }: ElevationFact, now: Date): Sorted {
  if (justified === false) return { as: 'bad', why: 'elevation_unjustified', at: null };
  if (!breakGlass || justified) return { as: 'good', at: null };
  const overdue = reviewBy(startsAt) < now;
  return { as: overdue ? 'bad' : 'unclear', why: 'elevation_unreviewed', at: null };
}

/** Elevations of the days that another person gave, or that were taken in an emergency and found justified. */
export const elevations: OrganisationCheck = {
  place: 'organisation',
  judge({ elevations: known }, terms, now) {
    const recent = known.filter(({ startsAt }) => within(startsAt, terms.days, now));
    if (recent.length === 0) return idle();
    return judgeShare(tallyOf(recent.map((one) => sorted(one, now))), terms);
  },
  evidence: [{ label: 'elevations', href: '/settings/elevations' }],
};
