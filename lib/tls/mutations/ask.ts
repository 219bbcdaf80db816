import { productFilter, requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { beginScans } from '@/lib/tls/mutations/begin-scan';
import { requirePerson } from '@/lib/tls/mutations/find';
import { nextTurn } from '@/lib/tls/rules';

/**
 * Scans these endpoints now; one that is being scanned already is not scanned twice.
 * @returns how many scans were begun
 * @throws DomainError forbidden, not_found where one of them does not exist or lies outside the scope
 */
export async function askScans(ctx: Ctx, { ids }: { readonly ids: readonly string[] }): Promise<number> {
  const scope = requirePermission(ctx, 'tls:scan');
  requirePerson(ctx);
  const wanted = [...new Set(ids)];
  return inTransaction(ctx, async (tx) => {
    const found = await tx.tlsEndpoint.findMany({
      where: { id: { in: wanted }, productId: productFilter(scope) },
      select: { id: true, productId: true },
    });
    if (found.length !== wanted.length) throw new DomainError('not_found');
    const begun = await beginScans(tx, ctx, wanted, 'person');
    const [only] = found;
    if (begun.length > 0 && only) {
      const target = { kind: 'tls-endpoint', id: found.length === 1 ? only.id : 'several' };
      const productId = found.every((one) => one.productId === only.productId) ? only.productId : undefined;
      await appendAudit(tx, ctx, { action: 'tls.scan-asked', target, productId, data: { scans: begun } });
    }
    return begun.length;
  });
}

/**
 * Stops a scan that waits or runs: what it found is dropped, and the endpoint stays as it was.
 * @throws DomainError forbidden, not_found, conflict where it is over
 */
export async function cancelScan(ctx: Ctx, { id }: { readonly id: string }): Promise<void> {
  const scope = requirePermission(ctx, 'tls:scan');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const scan = await tx.tlsScan.findFirst({
      where: { id, endpoint: { productId: productFilter(scope) } },
      select: { endpointId: true, endpoint: { select: { productId: true, everyHours: true } } },
    });
    if (!scan) throw new DomainError('not_found');
    // Before the scan, as whoever settles or removes takes them.
    await tx.$queryRaw`SELECT FROM tls_endpoint WHERE id = ${scan.endpointId}::uuid FOR UPDATE`;
    const { count } = await tx.tlsScan.updateMany({
      where: { id, state: { in: ['queued', 'running'] } },
      data: { state: 'cancelled', finishedAt: ctx.now },
    });
    if (count !== 1) throw new DomainError('conflict');
    const { productId, everyHours } = scan.endpoint;
    await tx.tlsEndpoint.updateMany({
      where: { id: scan.endpointId, activeScanId: id },
      data: { activeScanId: null, nextScanAt: nextTurn(everyHours, true, ctx.now) },
    });
    const target = { kind: 'tls-endpoint', id: scan.endpointId };
    await appendAudit(tx, ctx, { action: 'tls.scan-cancelled', target, productId, data: { scan: id } });
  });
}
