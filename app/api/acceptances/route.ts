import { listAcceptances } from '@/lib/acceptances/data/list';
import { registerViewer } from '@/lib/acceptances/loaders';
import { loadAcceptanceAddress } from '@/lib/acceptances/search-params';
import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';

export const GET = sessionRoute(async (ctx, request) => {
  const scope = requirePermission(ctx, 'finding:read');
  const { sort, ...filter } = await loadAcceptanceAddress(request);
  const cursor = request.nextUrl.searchParams.get('cursor');
  return listAcceptances(scope, { filter, order: sort, cursor }, registerViewer(ctx));
});
