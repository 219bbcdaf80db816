import type { SessionSettings } from '@/lib/access/settings';
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

const TOKEN_WARNING_MS = 14 * 24 * 3_600_000;

export type TokenState = 'active' | 'expiring' | 'expired' | 'revoked';

/** `expiring`: in its last 14 days. */
export function tokenState(token: { expiresAt: Date; revokedAt: Date | null }, now: Date): TokenState {
  if (token.revokedAt) return 'revoked';
  const left = token.expiresAt.getTime() - now.getTime();
  if (left <= 0) return 'expired';
  return left <= TOKEN_WARNING_MS ? 'expiring' : 'active';
}

export type SessionTimes = {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

export type SessionState = 'living' | 'idle' | 'expired' | 'revoked';

/** Whether a session still counts at `now`. */
export function sessionState(times: SessionTimes, settings: SessionSettings, now: Date): SessionState {
  if (times.revokedAt) return 'revoked';
  if (now >= times.expiresAt) return 'expired';
  const idleAt = times.lastSeenAt.getTime() + settings.idleMinutes * 60_000;
  return now.getTime() >= idleAt ? 'idle' : 'living';
}
