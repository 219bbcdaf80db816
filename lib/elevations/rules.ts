import { POLICY } from '@/lib/access/policy';
import type { Role } from '@/lib/core/context';

/** At most, of a request that somebody else decides on, and of one that is taken in an emergency. */
export const MINUTES_MAX = 240;
export const BREAK_GLASS_MINUTES = 60;
export const MINUTES = [15, 30, 60, 120, MINUTES_MAX] as const;

/** Undecided for so long a request is void; a break-glass is to be reviewed within. */
const LAPSES_HOURS = 24;
const REVIEW_DAYS = 3;

const HOUR_MS = 3_600_000;

/** What the product has verbs for, of the rights that the policy table gives by elevation only (`J`). */
export const ELEVATABLE = ['incident:close-p1', 'evidence:export', 'sla:write'] as const;
export type Elevatable = (typeof ELEVATABLE)[number];

/** What people of these roles may ask for: the app role stays the ceiling. */
export function elevatable(roles: readonly Role[]): readonly Elevatable[] {
  return ELEVATABLE.filter((permission) => {
    const rule: Readonly<Partial<Record<Role, string>>> = POLICY[permission];
    return roles.some((role) => rule[role] === 'J') && !roles.some((role) => rule[role] === 'R' || rule[role] === 'O');
  });
}

export function lapsesAt(requestedAt: Date): Date {
  return new Date(requestedAt.getTime() + LAPSES_HOURS * HOUR_MS);
}

export function endsAt(startsAt: Date, minutes: number): Date {
  return new Date(startsAt.getTime() + minutes * 60_000);
}

export const ELEVATION_STATES = ['requested', 'active', 'ended', 'over', 'refused', 'withdrawn', 'lapsed'] as const;
export type ElevationState = (typeof ELEVATION_STATES)[number];

type Times = {
  readonly lapsesAt: Date;
  readonly decidedAt: Date | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly endedAt: Date | null;
};

/** What an elevation is at `now`: `ended` early, `over` by its time. */
export function stateAt(row: Times, now: Date): ElevationState {
  if (row.startsAt && row.endsAt) {
    if (row.endedAt) return 'ended';
    return row.endsAt > now ? 'active' : 'over';
  }
  if (row.endedAt) return 'withdrawn';
  if (row.decidedAt) return 'refused';
  return row.lapsesAt > now ? 'requested' : 'lapsed';
}

type Held = { readonly startsAt: Date | null; readonly endsAt: Date | null; readonly endedAt: Date | null };

/**
 * Whether another emergency may be taken: those of the same person that nobody has reviewed yet add up, together with it, to
 * no more than what somebody else could have given at once. One after the other is no way around being asked.
 */
export function mayTakeMore(unreviewed: readonly Held[], minutes: number): boolean {
  const held = unreviewed.reduce((sum, { startsAt, endsAt, endedAt }) => {
    const until = endedAt ?? endsAt;
    return startsAt && until ? sum + (until.getTime() - startsAt.getTime()) / 60_000 : sum;
  }, 0);
  return held + minutes <= MINUTES_MAX;
}

/** Until when a break-glass that began at `startsAt` is to be reviewed. */
export function reviewBy(startsAt: Date): Date {
  return new Date(startsAt.getTime() + REVIEW_DAYS * 24 * HOUR_MS);
}
