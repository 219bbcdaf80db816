import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { rowId } from '@/lib/core/row-id';
import { ENTRY, entryOf } from '@/lib/lists/data/held';
import { changesTo } from '@/lib/lists/diff';
import { keyOf } from '@/lib/lists/entry';
import { LIST_LIMITS } from '@/lib/lists/limits';
import type { Change, Entry, Place, Way } from '@/lib/lists/types';

/**
 * Proves the right to change a list. The organisation's is for those whose right reaches everywhere.
 * @throws DomainError forbidden, not_found
 */
export function requireListWrite(ctx: Ctx, productId: string | null): void {
  const scope = requirePermission(ctx, 'asset-list:write', productId ?? undefined);
  if (productId === null && scope.products !== 'all')
    throw new DomainError('forbidden', { permission: 'asset-list:write' });
}

/** The list, made where there is none yet, held until the transaction ends. */
async function hold(tx: Tx, ctx: Ctx, { kind, productId }: Place) {
  if (productId !== null && (await tx.product.count({ where: { id: productId } })) === 0)
    throw new DomainError('not_found');
  await tx.$executeRaw`
    INSERT INTO asset_list (id, kind, product_id, created_at, changed_at)
    VALUES (${rowId()}::uuid, ${kind}, ${productId}::uuid, ${ctx.now}, ${ctx.now})
    ON CONFLICT (kind, product_id) DO NOTHING`;
  const { id } = await tx.assetList.findFirstOrThrow({ where: { kind, productId }, select: { id: true } });
  await tx.$queryRaw`SELECT FROM asset_list WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.assetList.findUniqueOrThrow({
    where: { id },
    select: { version: true, entries: { select: { ...ENTRY, id: true } } },
  });
  return { id, version: row.version, entries: row.entries.map(entryOf) };
}

async function keep(
  tx: Tx,
  now: Date,
  listId: string,
  stored: readonly (Entry & { id: string })[],
  changes: readonly Change[],
) {
  const ids = new Map(stored.map((entry) => [keyOf(entry), entry.id]));
  const goneIds = changes.flatMap(({ before }) => (before ? [ids.get(keyOf(before)) ?? ''] : []));
  const dayOf = (until: string | null) => (until === null ? null : new Date(`${until}T00:00:00Z`));
  const since = new Map(
    (await tx.assetListEntry.findMany({ where: { id: { in: goneIds } } })).map((row) => [row.id, row.since]),
  );
  await tx.assetListEntry.deleteMany({ where: { id: { in: goneIds } } });
  await tx.assetListEntry.createMany({
    data: changes.flatMap(({ after }) => {
      if (!after) return [];
      const was = since.get(ids.get(keyOf(after)) ?? '');
      return [{ ...after, listId, until: dayOf(after.until), since: was ?? now }];
    }),
  });
}

/** What it is about has to be compared again: the product's, or every product's. */
async function comparedAgain(tx: Tx, now: Date, { kind, productId }: Place): Promise<void> {
  await tx.driftState.updateMany({ where: { kind, ...(productId !== null && { productId }) }, data: { dueAt: now } });
}

export type Written = { readonly version: number; readonly changes: readonly Change[] };

type Write = Place & {
  readonly way: Way;
  /** The version that the person saw, 0 where there was no list; null: a machine, which need not look first. */
  readonly version: number | null;
  /** Entries that the list shall have, from those that it has. */
  readonly next: (before: readonly Entry[]) => readonly Entry[];
};

/**
 * Changes a list, whole or not at all, and keeps what it was. The caller has authorised (`requireListWrite`). The same again
 * changes nothing, but the first time it makes the list: from then on drift is looked for.
 * @throws DomainError not_found, conflict, invalid (`issue: list_too_long`)
 */
export async function writeList(ctx: Ctx, { way, version, next, ...place }: Write): Promise<Written> {
  const { actor, now } = ctx;
  return inTransaction(ctx, async (tx) => {
    const list = await hold(tx, ctx, place);
    if (version !== null && version !== list.version) throw new DomainError('conflict');
    const after = next(list.entries);
    if (after.length > LIST_LIMITS.entries)
      throw new DomainError('invalid', { issue: 'list_too_long', max: LIST_LIMITS.entries });
    const before = list.entries.map(({ id: _, ...entry }) => entry);
    const changes = changesTo(before, after);
    if (changes.length === 0 && list.version > 0) return { version: list.version, changes };
    await keep(tx, now, list.id, list.entries, changes);
    const number = list.version + 1;
    await tx.assetList.update({ where: { id: list.id }, data: { version: number, changedAt: now } });
    const by = { byId: actor.id, byName: actor.name };
    await tx.assetListVersion.create({
      data: { listId: list.id, version: number, at: now, way, ...by, changes: changes.map((one) => ({ ...one })) },
    });
    const counted = (of: (change: Change) => boolean) => changes.filter(of).length;
    await appendAudit(tx, ctx, {
      action: 'asset-list.changed',
      target: { kind: 'asset-list', id: list.id },
      ...(place.productId !== null && { productId: place.productId }),
      data: {
        ...{ list: place.kind, version: number, way },
        added: counted((one) => one.before === null),
        changed: counted((one) => one.before !== null && one.after !== null),
        removed: counted((one) => one.after === null),
      },
    });
    await comparedAgain(tx, now, place);
    return { version: number, changes };
  });
}
