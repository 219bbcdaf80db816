import { savePendingStepUp } from '@/lib/access/mutations/step-up';
import type { Permission } from '@/lib/access/policy';
import { contextFor, stepUpSettings } from '@/lib/access/settings';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { takeToken } from '@/lib/core/rate-limit';

const PER_PERSON = { burst: 5, perSeconds: 600 };

/**
 * Proof of fresh multi-factor authentication for one deed on one target: consumed here, once. Called inside a
 * transaction (`ctx.db`) the proof survives when that rolls back.
 * @throws DomainError `step_up_required` with what the browser needs to get it; `forbidden` for machines
 */
export async function requireStepUp(ctx: Ctx, purpose: Permission, target: string): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new DomainError('forbidden', { permission: purpose });
  const consumed = await (ctx.db ?? unsafeDb()).stepUp.updateMany({
    where: {
      sessionId: actor.sessionId,
      personId: actor.id,
      purpose,
      target,
      satisfiedAt: { not: null },
      consumedAt: null,
      expiresAt: { gt: ctx.now },
    },
    data: { consumedAt: ctx.now },
  });
  if (consumed.count > 0) return;
  await takeToken(`step-up:${actor.id}`, PER_PERSON, ctx.now);
  const acr = contextFor(await stepUpSettings(), purpose);
  const { id, loginHint } = await savePendingStepUp(actor, { purpose, target, acr }, ctx.now);
  throw new DomainError('step_up_required', { stepUpId: id, acr, loginHint, purpose, target });
}
