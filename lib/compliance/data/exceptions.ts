import type { ExceptionView } from '@/lib/compliance/view-types';
import { unsafeDb } from '@/lib/core/db';

/** Exceptions for the whole organisation that were in force at a moment. They name no product. */
export async function exceptionsAt(at: Date): Promise<readonly ExceptionView[]> {
  const rows = await unsafeDb().safeguardException.findMany({
    where: {
      ...{ teamId: null, productId: null, approved: true, decidedAt: { lte: at }, expiresAt: { gt: at } },
      OR: [{ endedAt: null }, { endedAt: { gt: at } }],
    },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ number, safeguard, kind, reason, requesterName, deciderName, decidedAt, expiresAt }) => ({
    ...{ number, safeguard, reason, requestedBy: requesterName, approvedBy: deciderName },
    kind: kind === 'not_applicable' ? 'not_applicable' : 'accepted',
    approvedAt: decidedAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
  }));
}
