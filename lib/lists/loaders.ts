import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { listView, placesOf } from '@/lib/lists/data/view';
import type { ListAddress } from '@/lib/lists/search-params';

/** The list that the address names and the places that have one; null without the right, or for a product out of reach. */
export async function loadList(address: ListAddress) {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'asset-list:read');
  if (!scope) return null;
  const places = await placesOf(scope);
  const product = places.find(({ slug }) => slug === address.of) ?? null;
  if (address.of !== '' && !product) return null;
  const view = await listView(scope, { ...address, product }, scopeOf(ctx, 'asset-list:write'), ctx.now);
  return { places, view };
}
