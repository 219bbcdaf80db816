import { sessionRoute } from '@/lib/access/guard';
import { loadInventoryAddress } from '@/lib/assets/inventory-address';
import { readAssetCounts } from '@/lib/assets/inventory-loaders';

/** How many assets each choice beside the filters would leave. */
export const GET = sessionRoute(async (ctx, request) => readAssetCounts(ctx, await loadInventoryAddress(request)));
