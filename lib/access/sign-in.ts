import { type Identity, identityOf, stepUpRefusal } from '@/lib/access/claims';
import { sessionActor } from '@/lib/access/data/sessions';
import { type PendingStepUp, pendingStepUp } from '@/lib/access/data/step-up';
import { openSession } from '@/lib/access/mutations/sign-in';
import { stepUpSettings } from '@/lib/access/settings';
import type { AuthHooks } from '@/lib/core/auth/options';
import { signInSettings } from '@/lib/core/auth/settings';
import { log } from '@/lib/core/log';

export type Arrival = {
  /** The session id of the browser's cookie, if it is one of ours. */
  readonly sessionId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly now: Date;
  readonly requestId: string;
};

/**
 * Judges one sign-in by what the provider returned, and opens the session. With a living session and a pending
 * step-up it is a step-up: then the person, the context and the freshness must all be right, or nothing changes.
 */
export function signInHooks(arrival: Arrival): AuthHooks {
  let accepted: { identity: Identity; pending: PendingStepUp | null } | undefined;
  return {
    async decide(claims) {
      const identity = identityOf(claims);
      if (!identity || identity.tenantId !== signInSettings().tenantId) return '/signin?error=AccessDenied';
      const pending = await pendingOf(arrival);
      const refusal = pending && (await judge(identity, pending));
      if (refusal) return `/step-up/failed?reason=${refusal}`;
      if (identity.roles.length === 0) return '/no-access';
      accepted = { identity, pending };
      return true;
    },
    open(refreshToken) {
      if (!accepted) throw new Error('a sign-in is opened before it was decided');
      const { address, userAgent, now, requestId, sessionId } = arrival;
      const { identity, pending } = accepted;
      if (!refreshToken)
        log().warn({ requestId }, 'no refresh token: the session ends when it can no longer be checked');
      const origin = { address, userAgent, now, requestId };
      return openSession({ identity, stepUp: pending, replaces: sessionId, refreshToken, ...origin });
    },
  };
}

async function pendingOf({ sessionId, now }: Arrival): Promise<PendingStepUp | null> {
  if (!sessionId || !(await sessionActor(sessionId, now))) return null;
  return pendingStepUp(sessionId, now);
}

async function judge(identity: Identity, pending: PendingStepUp) {
  const { freshness } = await stepUpSettings();
  const { acr, createdAt, session } = pending;
  return stepUpRefusal(identity, { acr, createdAt, person: session.person }, freshness);
}
