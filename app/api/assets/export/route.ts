import { sessionRoute } from '@/lib/access/guard';
import { loadInventoryAddress } from '@/lib/assets/inventory-address';
import { exportAssets } from '@/lib/assets/inventory-export';
import { requireFormat, TABLE_FORMATS } from '@/lib/core/download';

/** The list's own address and `format=csv|jsonl`. */
export const GET = sessionRoute(async (ctx, request) => {
  const format = requireFormat(TABLE_FORMATS, request.nextUrl.searchParams.get('format'));
  return exportAssets(ctx, await loadInventoryAddress(request), format);
});
