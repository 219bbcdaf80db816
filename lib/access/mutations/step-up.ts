import type { Permission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';

const LIFE_MS = 10 * 60_000;

export type StepUpRequest = { readonly purpose: Permission; readonly target: string; readonly acr: string };

/** Outside the caller's transaction: the refusal that follows rolls that one back. */
export async function savePendingStepUp(actor: PersonActor, request: StepUpRequest, now: Date) {
  const row = await unsafeDb().stepUp.create({
    data: {
      ...request,
      sessionId: actor.sessionId,
      personId: actor.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + LIFE_MS),
    },
    select: { id: true, session: { select: { loginHint: true } } },
  });
  return { id: row.id, loginHint: row.session.loginHint };
}
