import { sessionRoute } from '@/lib/access/guard';
import { requireFormat, TABLE_FORMATS } from '@/lib/core/download';
import { exportEndpoints } from '@/lib/tls/export';
import { loadEndpointAddress } from '@/lib/tls/search-params';

/** The list's own address and `format=csv|jsonl`. */
export const GET = sessionRoute(async (ctx, request) => {
  const format = requireFormat(TABLE_FORMATS, request.nextUrl.searchParams.get('format'));
  return exportEndpoints(ctx, await loadEndpointAddress(request), format);
});
