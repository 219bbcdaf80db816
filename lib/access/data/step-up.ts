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
