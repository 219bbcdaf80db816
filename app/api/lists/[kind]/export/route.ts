import { sessionRoute } from '@/lib/access/guard';
import { requireFormat, TABLE_FORMATS } from '@/lib/core/download';
import { parse } from '@/lib/core/parse';
import { exportList } from '@/lib/lists/export';
import { kindOf } from '@/lib/lists/incoming';
import { placeIdSchema } from '@/lib/lists/schema';

/** `?product=<id>`, without it the organisation's; `format=csv|jsonl`. */
export const GET = sessionRoute<{ kind: string }>((ctx, request, { kind }) => {
  const query = request.nextUrl.searchParams;
  const productId = parse(placeIdSchema, query.get('product'));
  return exportList(ctx, { kind: kindOf(kind), productId }, requireFormat(TABLE_FORMATS, query.get('format')));
});
