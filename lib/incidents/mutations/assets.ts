import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { AddAssets, RemoveAsset, StateAsset } from '@/lib/incidents/file/schema';
import { holdIncident, requireOpen, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

async function assetOf(tx: Tx, incidentId: string, { assetId, version }: Pick<StateAsset, 'assetId' | 'version'>) {
  const row = await tx.incidentAsset.findFirst({ where: { id: assetId, incidentId, removedAt: null } });
  if (!row) throw new DomainError('not_found');
  if (row.version !== version) throw new DomainError('conflict');
  return row;
}

/**
 * Adds what is hit, or may be. What the incident has already stays as it is; what was taken out comes back.
 * @returns how many are new
 * @throws DomainError forbidden, not_found, invalid (`closed`)
 */
export async function addAssets(ctx: Ctx, { id, assets, state, note }: AddAssets): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    let added = 0;
    for (const { kind, name } of assets) {
      const known = await tx.incidentAsset.findUnique({
        where: { incidentId_kind_name: { incidentId: id, kind, name } },
      });
      if (known && known.removedAt === null) continue;
      const about = { state, note, addedAt: ctx.now };
      await tx.incidentAsset.upsert({
        where: { incidentId_kind_name: { incidentId: id, kind, name } },
        create: { incidentId: id, kind, name, ...about },
        update: { ...about, removedAt: null, version: { increment: 1 } },
      });
      await keepEntry(tx, ctx, row, { kind: 'asset', note, data: { verb: 'added', asset: kind, name, state } });
      added += 1;
    }
    return added;
  });
}

/** Says how an asset stands now. @throws DomainError forbidden, not_found, conflict, invalid (`closed`) */
export async function stateAsset(ctx: Ctx, { id, state, note, ...seen }: StateAsset): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const before = await assetOf(tx, id, seen);
    const data = { state, ...(note === '' ? {} : { note }), version: { increment: 1 } };
    await tx.incidentAsset.update({ where: { id: before.id }, data });
    const about = { asset: before.kind, name: before.name, state, stateBefore: before.state };
    await keepEntry(tx, ctx, row, { kind: 'asset', note, data: { verb: 'state', ...about } });
  });
}

/** Takes one out that has nothing to do with it. @throws DomainError forbidden, not_found, conflict, invalid (`closed`) */
export async function removeAsset(ctx: Ctx, { id, reason, ...seen }: RemoveAsset): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const { id: assetId, kind, name } = await assetOf(tx, id, seen);
    await tx.incidentAsset.update({ where: { id: assetId }, data: { removedAt: ctx.now, version: { increment: 1 } } });
    await keepEntry(tx, ctx, row, { kind: 'asset', note: reason, data: { verb: 'removed', asset: kind, name } });
  });
}
