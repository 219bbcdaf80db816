import type { SessionSettings } from '@/lib/access/settings-schema';
import type { Grants, Role } from '@/lib/core/context';

export const ROLES = ['Analyst', 'Responder', 'Auditor', 'Engineer', 'Admin'] as const satisfies readonly Role[];

const APP_ROLE_PREFIX = 'Lagebild.';

/** App roles of the token ("Lagebild.Analyst") as ours; anything unknown is dropped, so that it means no. */
export function rolesOf(appRoles: readonly string[]): Role[] {
  return ROLES.filter((role) => appRoles.includes(`${APP_ROLE_PREFIX}${role}`));
}

/** Stored role names as ours. */
export function knownRoles(names: readonly string[]): Role[] {
  return ROLES.filter((role) => names.includes(role));
}

/** Roles that see the whole organisation from their first sign-in on; an engineer waits for a team. */
export function startsEverywhere(roles: readonly Role[]): boolean {
  return roles.some((role) => role !== 'Engineer');
}

/** Separation of duties: whoever only reads or administers approves no risk. */
export function mayApproveRisks(roles: readonly Role[]): boolean {
  return !roles.includes('Auditor') && !roles.includes('Admin');
}

/** Where a grant counts; both null: everywhere. */
export type Place = { readonly teamId: string | null; readonly productId: string | null };

/** Whether somebody with these grants may give or take one there. A product never stands for its whole team. */
export function covers(grants: Grants, { teamId, productId }: Place): boolean {
  if (grants.everywhere) return true;
  if (teamId !== null) return grants.teams.includes(teamId);
  return productId !== null && grants.products.includes(productId);
}

/** Whether somebody with these grants may act on a person who works there. Who works nowhere belongs to no team. */
export function coversPerson(grants: Grants, places: readonly Place[]): boolean {
  return grants.everywhere || (places.length > 0 && places.every((place) => covers(grants, place)));
}

const TOKEN_WARNING_MS = 14 * 24 * 3_600_000;

export type TokenState = 'active' | 'expiring' | 'expired' | 'revoked';

/** `expiring`: in its last 14 days. */
export function tokenState(token: { expiresAt: Date; revokedAt: Date | null }, now: Date): TokenState {
  if (token.revokedAt) return 'revoked';
  const left = token.expiresAt.getTime() - now.getTime();
  if (left <= 0) return 'expired';
  return left <= TOKEN_WARNING_MS ? 'expiring' : 'active';
}

/** Why a session was ended before its time. */
export const END_REASONS = [
  'signed-out',
  'signed-in-again',
  'step-up',
  'ended-by-owner',
  'ended-by-administrator',
  'disabled',
  'signed-out-at-provider',
  'refused-by-provider',
  'other-person',
  'no-role',
  'provider-unreachable',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What ends a session row. The refresh token goes with it: nobody asks for this session again. */
export function endedBy(reason: EndReason, now: Date) {
  return { revokedAt: now, revokedReason: reason, refreshToken: null };
}

/** How often the provider is asked whether person and roles are still right. */
export const RECHECK_EVERY_MS = 20 * 60_000;
/** After no answer it is asked again; as long, one worker alone may ask. */
export const RECHECK_RETRY_MS = 2 * 60_000;
/** Without any answer for so long a session counts no more. */
export const UNCHECKED_LIMIT_MS = 60 * 60_000;

export type SessionTimes = {
  readonly lastSeenAt: Date;
  readonly checkedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

export type SessionState = 'living' | 'idle' | 'expired' | 'unchecked' | 'revoked';

/** Whether a session still counts at `now`. */
export function sessionState(times: SessionTimes, settings: SessionSettings, now: Date): SessionState {
  if (times.revokedAt) return 'revoked';
  if (now >= times.expiresAt) return 'expired';
  if (times.lastSeenAt <= idleSince(settings, now)) return 'idle';
  return times.checkedAt <= uncheckedSince(now) ? 'unchecked' : 'living';
}

/** Sessions last used then, or before, have ended. */
export function idleSince({ idleMinutes }: SessionSettings, now: Date): Date {
  return new Date(now.getTime() - idleMinutes * 60_000);
}

/** Sessions last confirmed then, or before, count no more. */
export function uncheckedSince(now: Date): Date {
  return new Date(now.getTime() - UNCHECKED_LIMIT_MS);
}
