import { sealDraft } from '@/lib/access/draft';
import type { Permission } from '@/lib/access/policy';
import type { KeepIntentInput } from '@/lib/access/schema';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const LIFE_MS = 10 * 60_000;
const DRAFT_LIMIT = 16_384;

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

/**
 * Keeps where the person was and what the form held, and marks the step-up as begun. A form may hold a password: the draft is
 * sealed, and goes with the session.
 * @throws DomainError `not_found` for another session's, a used or an expired one; `too_large` above 16 kB
 */
export async function keepIntent(ctx: Ctx & { readonly actor: PersonActor }, input: KeepIntentInput): Promise<void> {
  const text = JSON.stringify(input.draft);
  if (text.length > DRAFT_LIMIT) throw new DomainError('too_large', { limit: DRAFT_LIMIT });
  const { id: personId, sessionId } = ctx.actor;
  const kept = await unsafeDb().stepUp.updateMany({
    where: { id: input.stepUpId, sessionId, personId, satisfiedAt: null, expiresAt: { gt: ctx.now } },
    data: { returnTo: input.returnTo, draft: sealDraft(text, input.stepUpId) },
  });
  if (kept.count === 0) throw new DomainError('not_found');
}
