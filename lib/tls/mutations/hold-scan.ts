import type { Tx } from '@/lib/core/db';
import type { ClaimedScan } from '@/lib/tls/mutations/attempt';

/** The scan was cancelled, taken over, or its endpoint is gone: what it found counts for nothing. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

const select = {
  version: true,
  target: true,
  warnDays: true,
  everyHours: true,
  letter: true,
  trend: true,
  heldLetter: true,
  weaknesses: true,
  ownerId: true,
  expiresAt: true,
  expiryDueAt: true,
  lastGradedAt: true,
  keyHashes: true,
  ssl2: true,
} as const;

/** What a scan is measured against, and what it leaves. */
export type ScannedEndpoint = Awaited<ReturnType<typeof scannedEndpoint>>;

/** @throws Superseded where it is gone */
export async function scannedEndpoint(db: Pick<Tx, 'tlsEndpoint'>, id: string) {
  const endpoint = await db.tlsEndpoint.findUnique({ where: { id }, select });
  if (!endpoint) throw new Superseded();
  return endpoint;
}

/**
 * The endpoint and its scan, held until the transaction ends: in this order, as whoever removes or cancels takes them.
 * @throws Superseded where the scan is not this attempt's any more
 */
export async function holdScan(tx: Tx, { id, endpointId, attempt }: ClaimedScan): Promise<ScannedEndpoint> {
  await tx.$queryRaw`SELECT FROM tls_endpoint WHERE id = ${endpointId}::uuid FOR UPDATE`;
  const held = await tx.$queryRaw<unknown[]>`
    SELECT FROM tls_scan WHERE id = ${id}::uuid AND attempts = ${attempt} AND state = 'running' FOR UPDATE`;
  if (held.length === 0) throw new Superseded();
  return scannedEndpoint(tx, endpointId);
}
