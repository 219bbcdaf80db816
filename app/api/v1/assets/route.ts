import { tokenRoute } from '@/lib/access/guard';
import { loadInventoryAddress } from '@/lib/assets/inventory-address';
import { exportAssets } from '@/lib/assets/inventory-export';
import { requireFormat, TABLE_FORMATS } from '@/lib/core/download';

/** The assets of the token's product: filters as in the address of the list; JSON lines, or `format=csv`. */
export const GET = tokenRoute('finding:read', async (ctx, request) => {
  const format = requireFormat(TABLE_FORMATS, request.nextUrl.searchParams.get('format') ?? 'jsonl');
  return exportAssets(ctx, await loadInventoryAddress(request), format);
});
