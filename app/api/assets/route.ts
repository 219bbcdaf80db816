import { sessionRoute } from '@/lib/access/guard';
import { loadInventoryAddress } from '@/lib/assets/inventory-address';
import { readAssets } from '@/lib/assets/inventory-loaders';

export const GET = sessionRoute(async (ctx, request) =>
  readAssets(ctx, await loadInventoryAddress(request), request.nextUrl.searchParams.get('cursor')),
);
