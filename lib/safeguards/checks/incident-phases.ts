import { type ProductCheck, within } from '@/lib/safeguards/checks/check';
import type { EndedFact } from '@/lib/safeguards/facts';
import { idle, judgeShare, type Sorted, tallyOf } from '@/lib/safeguards/rules';

function sorted({ contained, recovered, openTasks }: EndedFact): Sorted {
  if (!contained || !recovered) return { as: 'bad', why: 'phases_skipped', at: null };
  return openTasks > 0 ? { as: 'bad', why: 'tasks_left', at: null } : { as: 'good', at: null };
}

/** Incidents that ended within the days with their times of containment and recovery, and no task left. */
export const incidentPhases: ProductCheck = {
  place: 'product',
  judge({ ended }, terms, now) {
    const recent = ended.filter(({ closedAt }) => within(closedAt, terms.days, now));
    if (recent.length === 0) return idle();
    return judgeShare(tallyOf(recent.map(sorted)), terms);
  },
  evidence: [
    { label: 'incidents', href: '/incidents' },
    { label: 'incidentFigures', href: '/incidents/figures' },
  ],
};
