import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { placeOf } from '@/lib/tls/data/rows';
import { beginScans } from '@/lib/tls/mutations/begin-scan';
import { expectScans } from '@/lib/tls/mutations/expect';
import { holdSeen, requireOwner, requirePerson, type StoredEndpoint } from '@/lib/tls/mutations/find';
import { placeName } from '@/lib/tls/place';
import { isLetter, meets } from '@/lib/tls/rules';
import type { ChangeEndpoint, CreateEndpoint, RemoveEndpoint } from '@/lib/tls/schema';

async function known(tx: Tx, { productId, host, port, sni, address, starttls }: CreateEndpoint): Promise<boolean> {
  return (await tx.tlsEndpoint.count({ where: { productId, host, port, sni, address, starttls } })) > 0;
}

/**
 * Watches a TLS service of a product, and scans it at once.
 * @returns its id
 * @throws DomainError forbidden, not_found, invalid (`issue: exists, not_assignable`)
 */
export async function createEndpoint(ctx: Ctx, input: CreateEndpoint): Promise<string> {
  const { productId } = input;
  requirePermission(ctx, 'tls:write', productId);
  requirePerson(ctx);
  await requireOwner(input.ownerId, productId);
  return inTransaction(ctx, async (tx) => {
    if ((await tx.product.count({ where: { id: productId } })) === 0) throw new DomainError('not_found');
    if (await known(tx, input)) throw new DomainError('invalid', { issue: 'exists' });
    const [made] = await tx.tlsEndpoint.createManyAndReturn({
      data: [{ ...input, createdAt: ctx.now }],
      select: { id: true },
      skipDuplicates: true,
    });
    if (!made) throw new DomainError('invalid', { issue: 'exists' });
    const { productId: _, ...data } = input;
    await audit(tx, ctx, 'tls.endpoint-added', { id: made.id, productId }, data);
    await beginScans(tx, ctx, [made.id], 'added');
    return made.id;
  });
}

type About = { readonly id: string; readonly productId: string };
type Data = Parameters<typeof appendAudit>[2]['data'];

function audit(tx: Tx, ctx: Ctx, action: string, { id, productId }: About, data: Data): Promise<void> {
  return appendAudit(tx, ctx, { action, target: { kind: 'tls-endpoint', id }, productId, data });
}

/** A target that moved is measured at once; a drop from before it moved was seen by whoever moved it. */
function measured({ letter, target: before }: StoredEndpoint, target: ChangeEndpoint['target']) {
  const known = isLetter(letter) ? letter : null;
  return { target, targetMet: meets(known, target), ...(target === before ? {} : { heldLetter: known }) };
}

/**
 * Changes how an endpoint is watched; the next scan comes soon, so that findings follow.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: not_assignable`)
 */
export async function changeEndpoint(ctx: Ctx, { id, version, ...watch }: ChangeEndpoint): Promise<void> {
  const scope = requirePermission(ctx, 'tls:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = await holdSeen(tx, scope, { id, version });
    if (watch.ownerId !== row.ownerId) await requireOwner(watch.ownerId, row.productId);
    const nextScanAt = row.activeScanId === null && watch.everyHours !== null ? ctx.now : null;
    await tx.tlsEndpoint.update({
      where: { id },
      data: { ...watch, ...measured(row, watch.target), nextScanAt, version: { increment: 1 } },
    });
    await expectScans(tx, { ...row, name: placeName(placeOf(row)), everyHours: watch.everyHours });
    const before = {
      ownerId: row.ownerId,
      target: row.target,
      warnDays: row.warnDays,
      everyHours: row.everyHours,
      switchedOff: row.switchedOff,
    };
    await audit(tx, ctx, 'tls.endpoint-changed', row, { before, after: watch });
  });
}

/**
 * Forgets an endpoint and its scans. Its findings stay as they are: nobody has looked whether they are gone.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function removeEndpoint(ctx: Ctx, seen: RemoveEndpoint): Promise<void> {
  const scope = requirePermission(ctx, 'tls:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = await holdSeen(tx, scope, seen);
    await tx.tlsEndpoint.delete({ where: { id: row.id } });
    await audit(tx, ctx, 'tls.endpoint-removed', row, { place: placeName(placeOf(row)), letter: row.letter });
  });
}
