import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { starttlsOf } from '@/lib/tls/data/rows';
import type { Place } from '@/lib/tls/place';

/** A scan that this worker works on; a later attempt takes it over. */
export type ClaimedScan = {
  readonly id: string;
  readonly attempt: number;
  readonly endpointId: string;
  readonly productId: string;
  readonly place: Place;
  readonly switchedOff: readonly string[];
};

const claimedSchema = z.array(z.object({ attempts: z.number(), endpointId: z.string() }));

/** Takes the scan, or null where it is over or cancelled. */
export async function claimScan(id: string, now: Date): Promise<ClaimedScan | null> {
  const claimed = await unsafeDb().$queryRaw`
    UPDATE tls_scan SET state = 'running', attempts = attempts + 1, started_at = ${now.toISOString()}::timestamptz,
      progress_done = 0, progress_total = 0, progress_probe = NULL
    WHERE id = ${id}::uuid AND state IN ('queued', 'running') RETURNING attempts, endpoint_id::text AS "endpointId"`;
  const [scan] = claimedSchema.parse(claimed);
  if (!scan) return null;
  const { productId, switchedOff, starttls, ...place } = await unsafeDb().tlsEndpoint.findUniqueOrThrow({
    where: { id: scan.endpointId },
    select: { productId: true, switchedOff: true, host: true, port: true, sni: true, address: true, starttls: true },
  });
  const { attempts: attempt, endpointId } = scan;
  return { id, attempt, endpointId, productId, switchedOff, place: { ...place, starttls: starttlsOf(starttls) } };
}

export type ScanProgress = { readonly done: number; readonly total: number; readonly probe: string | null };

/** @returns false where the scan was cancelled or taken over: nobody waits for it any more */
export async function recordProgress(
  { id, attempt }: Pick<ClaimedScan, 'id' | 'attempt'>,
  { done, total, probe }: ScanProgress,
): Promise<boolean> {
  const { count } = await unsafeDb().tlsScan.updateMany({
    where: { id, attempts: attempt, state: 'running' },
    data: { progressDone: done, progressTotal: total, progressProbe: probe },
  });
  return count === 1;
}
