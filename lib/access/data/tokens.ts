import { unsafeDb } from '@/lib/core/db';

/** What the check of a presented token needs; no scope, since the caller is not known yet. */
export function tokenSecret(id: string) {
  return unsafeDb().apiToken.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      scopes: true,
      productId: true,
      secretMac: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
    },
  });
}

const USED_EVERY_MS = 60_000;

/** Writes the last use at most once a minute. */
export async function markTokenUsed(id: string, address: string | null, now: Date): Promise<void> {
  const before = new Date(now.getTime() - USED_EVERY_MS);
  await unsafeDb().apiToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] },
    data: { lastUsedAt: now, lastAddress: address },
  });
}
