import type { OrganisationCheck } from '@/lib/safeguards/checks/check';
import { judgeShare, unknown } from '@/lib/safeguards/rules';

/** Hours of the days ahead in which somebody is on call. */
export const onCall: OrganisationCheck = {
  place: 'organisation',
  judge({ onCall: hours }, terms) {
    if (hours === null) return unknown('no_schedule');
    const bad = hours.hours - hours.covered;
    const why = bad > 0 ? new Map([['hours_uncovered' as const, bad]]) : new Map();
    return judgeShare({ good: hours.covered, bad, unclear: 0, why, freshAt: null }, terms);
  },
  evidence: [{ label: 'schedules', href: '/settings/on-call' }],
};
