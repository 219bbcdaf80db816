import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { wholeBody } from '@/lib/imports/body';
import { addTable } from '@/lib/tls/mutations/add-table';
import { requireEndpointId } from '@/lib/tls/schema';
import { readTable, TABLE_BYTES_MAX } from '@/lib/tls/table';

/** Endpoints of the product `?product=id` as a CSV table. */
export const POST = sessionRoute(async (ctx, request) => {
  const productId = requireEndpointId(request.nextUrl.searchParams.get('product') ?? '');
  // Before a megabyte is taken from somebody without the right.
  requirePermission(ctx, 'tls:write', productId);
  return addTable(ctx, { productId, table: readTable(await wholeBody(request, TABLE_BYTES_MAX)) });
});
