import { sessionRoute } from '@/lib/access/guard';
import { requireFormat, TABLE_FORMATS } from '@/lib/core/download';
import { exportEngagements } from '@/lib/engagements/export';
import { loadEngagementAddress } from '@/lib/engagements/search-params';

/** The list's own address and `format=csv|jsonl`. */
export const GET = sessionRoute(async (ctx, request) => {
  const format = requireFormat(TABLE_FORMATS, request.nextUrl.searchParams.get('format'));
  return exportEngagements(ctx, await loadEngagementAddress(request), format);
});
