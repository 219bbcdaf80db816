import { sessionRoute } from '@/lib/access/guard';
import { exportProducts } from '@/lib/assets/export';
import { loadProductsAddress } from '@/lib/assets/search-params';
import { requireFormat, TABLE_FORMATS } from '@/lib/core/download';

/** The list's own address and `format=csv|jsonl`. */
export const GET = sessionRoute((ctx, request) =>
  exportProducts(
    ctx,
    loadProductsAddress(request),
    requireFormat(TABLE_FORMATS, request.nextUrl.searchParams.get('format')),
  ),
);
