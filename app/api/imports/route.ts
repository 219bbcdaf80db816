import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { DomainError } from '@/lib/core/errors';
import { listImports } from '@/lib/imports/data/list';
import { receiveUpload } from '@/lib/imports/incoming';
import { productIdSchema } from '@/lib/imports/schema';
import { loadImportParams } from '@/lib/imports/search-params';

export const GET = sessionRoute(async (ctx, request) => {
  const scope = requirePermission(ctx, 'import:read');
  return listImports(scope, await loadImportParams(request), request.nextUrl.searchParams.get('cursor'));
});

/** `?product=<id>&file=<name>` and the options; the body is the report. */
export const POST = sessionRoute(async (ctx, request) => {
  const product = productIdSchema.safeParse(request.nextUrl.searchParams.get('product'));
  if (!product.success) throw new DomainError('invalid', { field: 'product' });
  return Response.json({ id: await receiveUpload(ctx, request, product.data) }, { status: 202 });
});
