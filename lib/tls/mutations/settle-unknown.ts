import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import type { ScanFacts } from '@/lib/tls/facts';
import type { ClaimedScan } from '@/lib/tls/mutations/attempt';
import { holdScan } from '@/lib/tls/mutations/hold-scan';
import { nextTurn, trendWith } from '@/lib/tls/rules';

/**
 * Writes down that the server could not be graded, and why: what was known stays as it was, and no finding is closed.
 * @throws Superseded
 */
export async function settleUnknown(ctx: Ctx, scan: ClaimedScan, why: string, facts: ScanFacts | null): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { trend, everyHours } = await holdScan(tx, scan);
    await tx.tlsScan.update({
      where: { id: scan.id },
      data: { state: 'unknown', finishedAt: ctx.now, why, ...(facts && { facts }) },
    });
    await tx.tlsEndpoint.update({
      where: { id: scan.endpointId },
      data: {
        activeScanId: null,
        lastScanAt: ctx.now,
        why,
        trend: trendWith(trend, null),
        nextScanAt: nextTurn(everyHours, false, ctx.now),
      },
    });
  });
}

/**
 * After its last attempt: our fault, and shown as such.
 * @throws Superseded
 */
export async function failScan(ctx: Ctx, scan: ClaimedScan): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { everyHours } = await holdScan(tx, scan);
    await tx.tlsScan.update({
      where: { id: scan.id },
      data: { state: 'failed', finishedAt: ctx.now, why: 'unexpected' },
    });
    await tx.tlsEndpoint.update({
      where: { id: scan.endpointId },
      data: { activeScanId: null, why: 'unexpected', nextScanAt: nextTurn(everyHours, false, ctx.now) },
    });
  });
}
