import { productFilter, requirePermission, type Scope } from '@/lib/access/policy';
import type { ChangeAssetInput, MergeAssetInput, SplitNameInput } from '@/lib/assets/inventory-schema';
import { type Named, nameStep } from '@/lib/assets/mutations/keep-step';
import { holdAssetsIn, settleIn } from '@/lib/assets/mutations/settle-in';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const select = {
  id: true,
  productId: true,
  kind: true,
  key: true,
  name: true,
  version: true,
  tier: true,
  exposure: true,
  dataClass: true,
  product: { select: { name: true } },
} as const satisfies Prisma.AssetSelect;
type Held = Prisma.AssetGetPayload<{ select: typeof select }>;

type Seen = { readonly id: string; readonly version: number };

/** The asset as the person saw it. @throws DomainError not_found, conflict */
async function holdSeen(tx: Tx, scope: Scope, { id, version }: Seen): Promise<Held> {
  await tx.$queryRaw`SELECT FROM asset WHERE id = ${id}::uuid FOR UPDATE`;
  const found = await tx.asset.findFirst({ where: { id, productId: productFilter(scope) }, select });
  if (!found) throw new DomainError('not_found');
  if (found.version !== version) throw new DomainError('conflict');
  return found;
}

const said = (value: string | number | null) => (value === null ? null : String(value));

/**
 * Says whose an asset is, and its tier, exposure and data class; null: as its product has it.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function changeAsset(ctx: Ctx, { id, version, productId, ...own }: ChangeAssetInput): Promise<void> {
  const scope = requirePermission(ctx, 'asset:write');
  await inTransaction(ctx, async (tx) => {
    const before = await holdSeen(tx, scope, { id, version });
    const to = await tx.product.findFirst({
      where: { AND: [{ id: productId }, { id: productFilter(scope) }] },
      select: { name: true },
    });
    if (!to) throw new DomainError('not_found');
    await tx.asset.update({ where: { id }, data: { productId, ...own, version: { increment: 1 } } });
    const data: Named = {
      product: [before.product.name, to.name],
      tier: [said(before.tier), said(own.tier)],
      exposure: [before.exposure, own.exposure],
      dataClass: [before.dataClass, own.dataClass],
    };
    await nameStep(tx, ctx, { assetId: id, verb: 'changed', data });
    await appendAudit(tx, ctx, {
      action: 'asset.changed',
      target: { kind: 'asset', id },
      productId,
      data: { name: before.name, productId: [before.productId, productId], ...own },
    });
  });
}

/**
 * The other asset of its kind that has the name: one of the same product goes first.
 * @throws DomainError invalid (`issue: unknown_name, several`)
 */
async function assetNamed(tx: Tx, scope: Scope, from: Held, key: string): Promise<Held> {
  const find = (productId: object | string) =>
    tx.asset.findMany({
      where: {
        AND: [{ productId: productFilter(scope) }, { productId }],
        id: { not: from.id },
        kind: from.kind,
        mergedIntoId: null,
        names: { some: { key: { equals: key, mode: 'insensitive' } } },
      },
      select,
      take: 2,
    });
  const near = await find(from.productId);
  const [only, second] = near.length > 0 ? near : await find({ not: from.productId });
  if (!only) throw new DomainError('invalid', { issue: 'unknown_name' });
  if (second) throw new DomainError('invalid', { issue: 'several' });
  return only;
}

/**
 * Gives all names of an asset to another one of its kind: they are one thing. Both keep their history; splitting takes it back.
 * @returns id of the asset that has them now
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: unknown_name, several`)
 */
export async function mergeAsset(ctx: Ctx, { other, ...seen }: MergeAssetInput): Promise<string> {
  const scope = requirePermission(ctx, 'asset:write');
  return inTransaction(ctx, async (tx) => {
    const from = await holdSeen(tx, scope, seen);
    const into = await assetNamed(tx, scope, from, other);
    await holdAssetsIn(tx, [from.id, into.id]);
    await tx.assetName.updateMany({ where: { assetId: from.id }, data: { assetId: into.id, held: true } });
    for (const id of [from.id, into.id]) {
      await tx.asset.update({ where: { id }, data: { version: { increment: 1 } } });
      await nameStep(tx, ctx, { assetId: id, verb: 'merged', data: { name: [from.name, into.name] } });
    }
    await settleIn(tx, [from.id, into.id]);
    await appendAudit(tx, ctx, {
      action: 'asset.merged',
      target: { kind: 'asset', id: from.id },
      productId: from.productId,
      data: { name: from.name, into: into.id, intoName: into.name },
    });
    return into.id;
  });
}

/**
 * Takes a name off an asset: the asset that was made for it has it again, and keeps it.
 * @returns id of that asset
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: own_name`)
 */
export async function splitName(ctx: Ctx, { nameId, ...seen }: SplitNameInput): Promise<string> {
  const scope = requirePermission(ctx, 'asset:write');
  return inTransaction(ctx, async (tx) => {
    const from = await holdSeen(tx, scope, seen);
    await holdAssetsIn(tx, [from.id]);
    const name = await tx.assetName.findFirst({ where: { id: nameId, assetId: from.id } });
    if (!name) throw new DomainError('not_found');
    if (name.homeId === from.id) throw new DomainError('invalid', { issue: 'own_name' });
    await tx.assetName.update({ where: { id: nameId }, data: { assetId: name.homeId, held: true } });
    for (const id of [from.id, name.homeId]) {
      await tx.asset.update({ where: { id }, data: { version: { increment: 1 } } });
      await nameStep(tx, ctx, { assetId: id, verb: 'split', data: { name: [from.name, name.key] } });
    }
    await settleIn(tx, [from.id, name.homeId]);
    await appendAudit(tx, ctx, {
      action: 'asset.split',
      target: { kind: 'asset', id: from.id },
      productId: from.productId,
      data: { name: from.name, split: name.key, into: name.homeId },
    });
    return name.homeId;
  });
}
