import { exportAcceptances } from '@/lib/acceptances/export';
import { registerViewer } from '@/lib/acceptances/loaders';
import { loadAcceptanceAddress } from '@/lib/acceptances/search-params';
import { sessionRoute } from '@/lib/access/guard';
import { requireFormat, TABLE_FORMATS } from '@/lib/core/download';

/** The list's own address and `format=csv|jsonl`. */
export const GET = sessionRoute(async (ctx, request) => {
  const format = requireFormat(TABLE_FORMATS, request.nextUrl.searchParams.get('format'));
  return exportAcceptances(ctx, await loadAcceptanceAddress(request), format, registerViewer(ctx));
});
