import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { assetsHref, type InventoryAddress } from '@/lib/assets/inventory-address';
import type { AssetDetail, AssetPage, InventoryCounts } from '@/lib/assets/inventory-types';
import { atCursor, getJson } from '@/lib/core/ask';

export const inventoryKeys = { all: ['assets'] as const };

export function assetsQuery(address: InventoryAddress) {
  const path = assetsHref(address, '/api/assets');
  return infiniteQueryOptions({
    queryKey: [...inventoryKeys.all, 'list', path] as const,
    queryFn: ({ pageParam, signal }) => getJson<AssetPage>(atCursor(path, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function assetCountsQuery(address: InventoryAddress) {
  const path = assetsHref({ ...address, sort: undefined }, '/api/assets/counts');
  return queryOptions({
    queryKey: [...inventoryKeys.all, 'counts', path] as const,
    queryFn: ({ signal }) => getJson<InventoryCounts>(path, signal),
    placeholderData: keepPreviousData,
  });
}

export function assetQuery(id: string) {
  return queryOptions({
    queryKey: [...inventoryKeys.all, 'one', id] as const,
    queryFn: ({ signal }) => getJson<AssetDetail>(`/api/assets/${id}`, signal),
  });
}
