import { sessionRoute } from '@/lib/access/guard';
import { requireFormat, TABLE_FORMATS } from '@/lib/core/download';
import { exportImports } from '@/lib/imports/export';
import { loadImportParams } from '@/lib/imports/search-params';

/** The list's own address and `format=csv|jsonl`. */
export const GET = sessionRoute(async (ctx, request) =>
  exportImports(
    ctx,
    await loadImportParams(request),
    requireFormat(TABLE_FORMATS, request.nextUrl.searchParams.get('format')),
  ),
);
