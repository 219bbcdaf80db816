import { tokenRoute } from '@/lib/access/guard';
import { requireFormat } from '@/lib/core/download';
import { EXPORT_FORMATS } from '@/lib/findings/export/formats';
import { exportFindings } from '@/lib/findings/mutations/export';
import { loadListQuery } from '@/lib/findings/search-params';

/** The findings of the token's product: filters as in the address of the list, and `format=csv|jsonl|sarif`. */
export const GET = tokenRoute('finding:read', (ctx, request) => {
  const { sort, cursor: _, ...filter } = loadListQuery(request);
  return exportFindings(ctx, {
    filter,
    order: sort,
    format: requireFormat(EXPORT_FORMATS, request.nextUrl.searchParams.get('format')),
  });
});
