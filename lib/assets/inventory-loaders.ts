import 'server-only';
import { cache } from 'react';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { listAssets } from '@/lib/assets/data/inventory';
import { countAssets, coverageOf } from '@/lib/assets/data/inventory-counts';
import { assetById } from '@/lib/assets/data/inventory-detail';
import type { InventoryAddress } from '@/lib/assets/inventory-address';
import type { CoverageRow } from '@/lib/assets/inventory-types';

export function readAssets(ctx: PersonCtx, { sort, ...filter }: InventoryAddress, cursor: string | null) {
  return listAssets(requirePermission(ctx, 'finding:read'), { filter, order: sort, cursor }, ctx.now);
}

export function readAssetCounts(ctx: PersonCtx, { sort: _, ...filter }: InventoryAddress) {
  return countAssets(requirePermission(ctx, 'finding:read'), filter, ctx.now);
}

export function readAsset(ctx: PersonCtx, id: string) {
  return assetById(requirePermission(ctx, 'finding:read'), id, {
    now: ctx.now,
    write: scopeOf(ctx, 'asset:write'),
    alerts: scopeOf(ctx, 'alert:read'),
    incidents: scopeOf(ctx, 'incident:read'),
  });
}

export async function loadAssets(address: InventoryAddress) {
  return readAssets(await pageCtx(), address, null);
}

export async function loadAssetCounts(address: InventoryAddress) {
  return readAssetCounts(await pageCtx(), address);
}

export const loadAsset = cache(async (id: string) => readAsset(await pageCtx(), id));

export async function loadCoverage(
  narrow: Pick<InventoryAddress, 'product' | 'team'>,
): Promise<readonly CoverageRow[]> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'finding:read');
  return scope ? coverageOf(scope, narrow, ctx.now) : [];
}
