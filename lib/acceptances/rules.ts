import type { AcceptancePolicy } from '@/lib/acceptances/settings-schema';
import type { AcceptanceReason, AcceptanceStateName } from '@/lib/acceptances/types';
import { addDays, HOUR_MS } from '@/lib/core/datetime';

/** Shorter than this it would be over before anybody has decided. */
const SHORTEST_MS = HOUR_MS;

/** States that end by themselves when the time comes. */
export const LIVING_STATES = ['requested', 'approved'] as const satisfies readonly AcceptanceStateName[];

/** The state at `now`: at its instant an acceptance has expired, whether or not the worker has been there. */
export function stateAt(
  { state, expiresAt }: { readonly state: AcceptanceStateName; readonly expiresAt: Date },
  now: Date,
): AcceptanceStateName {
  return LIVING_STATES.some((living) => living === state) && now >= expiresAt ? 'expired' : state;
}

/** What is accepted at most: the most severe finding, and whether exploited ones are among them. */
export type Worst = { readonly ceiling: number; readonly exploited: boolean };

/** The longest that the policy allows, in days. */
export function longestDays({ longestDays, exploitedDays }: AcceptancePolicy, { ceiling, exploited }: Worst): number {
  const bySeverity = longestDays[ceiling] ?? Math.min(...longestDays);
  return exploited ? Math.min(bySeverity, exploitedDays) : bySeverity;
}

export function latestExpiry(policy: AcceptancePolicy, worst: Worst, now: Date): Date {
  return addDays(now, longestDays(policy, worst));
}

export type Refusal = 'expiry_too_early' | 'expiry_too_late' | 'measures_required' | 'nothing_open';

/** What is wrong with a request by itself; null when nothing is. */
export function refuseRequest(
  request: { readonly reason: AcceptanceReason; readonly measures: string; readonly expiresAt: Date },
  worst: Worst,
  policy: AcceptancePolicy,
  now: Date,
): Refusal | null {
  const { reason, measures, expiresAt } = request;
  if (reason === 'mitigated' && measures === '') return 'measures_required';
  if (expiresAt.getTime() < now.getTime() + SHORTEST_MS) return 'expiry_too_early';
  return expiresAt > latestExpiry(policy, worst, now) ? 'expiry_too_late' : null;
}

/**
 * When requester and approver are warned: `warnDays` before the end, but never in the first half of what was approved,
 * so that nobody is warned of a short one as soon as it begins.
 */
export function warnAt(decidedAt: Date, expiresAt: Date, { warnDays }: AcceptancePolicy): Date {
  const half = (decidedAt.getTime() + expiresAt.getTime()) / 2;
  return new Date(Math.max(half, addDays(expiresAt, -warnDays).getTime()));
}

/** Characters of a justification or a measure, and of a note. */
export const TEXT_MAX = 4000;
export const NOTE_MAX = 2000;
