import { sessionRoute } from '@/lib/access/guard';
import { requireFormat } from '@/lib/core/download';
import { EXPORT_FORMATS } from '@/lib/findings/export/formats';
import { exportFindings } from '@/lib/findings/mutations/export';
import { loadListQuery } from '@/lib/findings/search-params';

/** The list's own address and `format=csv|jsonl|sarif`. A GET, so that the browser writes to disk as it comes. */
export const GET = sessionRoute((ctx, request) => {
  const { sort, cursor: _, ...filter } = loadListQuery(request);
  return exportFindings(ctx, {
    filter,
    order: sort,
    format: requireFormat(EXPORT_FORMATS, request.nextUrl.searchParams.get('format')),
  });
});
