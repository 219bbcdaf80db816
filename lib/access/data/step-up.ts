import { openDraft } from '@/lib/access/draft';
import type { IntentDto } from '@/lib/access/types';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';

/** The newest step-up that this session began and has not proven yet. */
export function pendingStepUp(sessionId: string, now: Date) {
  return unsafeDb().stepUp.findFirst({
    where: { sessionId, returnTo: { not: null }, satisfiedAt: null, consumedAt: null, expiresAt: { gt: now } },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      purpose: true,
      target: true,
      acr: true,
      createdAt: true,
      returnTo: true,
      session: { select: { person: { select: { tenantId: true, objectId: true } } } },
    },
  });
}

export type PendingStepUp = NonNullable<Awaited<ReturnType<typeof pendingStepUp>>>;

/** A step-up of the person's own session: what it was for, and what the form held. */
export async function ownIntent(actor: PersonActor, id: string, now: Date): Promise<IntentDto | null> {
  const row = await unsafeDb().stepUp.findFirst({
    where: { id, sessionId: actor.sessionId, personId: actor.id },
    select: {
      id: true,
      purpose: true,
      target: true,
      expiresAt: true,
      satisfiedAt: true,
      consumedAt: true,
      returnTo: true,
      draft: true,
    },
  });
  if (!row) return null;
  const { purpose, target, returnTo, draft } = row;
  return { id, purpose, target, returnTo, draft: openDraft(draft, id), state: intentState(row, now) };
}

type Times = { expiresAt: Date; satisfiedAt: Date | null; consumedAt: Date | null };

function intentState({ expiresAt, satisfiedAt, consumedAt }: Times, now: Date): IntentDto['state'] {
  if (consumedAt) return 'used';
  if (now >= expiresAt) return 'expired';
  return satisfiedAt ? 'proven' : 'pending';
}
