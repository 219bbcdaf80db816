import { sessionRoute } from '@/lib/access/guard';
import { exportSources } from '@/lib/assets/export';
import { loadSourcesAddress } from '@/lib/assets/search-params';
import { requireFormat, TABLE_FORMATS } from '@/lib/core/download';

/** The list's own address and `format=csv|jsonl`. */
export const GET = sessionRoute((ctx, request) =>
  exportSources(
    ctx,
    loadSourcesAddress(request),
    requireFormat(TABLE_FORMATS, request.nextUrl.searchParams.get('format')),
  ),
);
