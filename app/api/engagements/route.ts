import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { listEngagements } from '@/lib/engagements/data/list';
import { loadEngagementAddress } from '@/lib/engagements/search-params';

export const GET = sessionRoute(async (ctx, request) => {
  const scope = requirePermission(ctx, 'finding:read');
  const { sort, view: _, ...filter } = await loadEngagementAddress(request);
  const cursor = request.nextUrl.searchParams.get('cursor');
  return listEngagements(scope, { filter, order: sort, cursor }, ctx.now);
});
