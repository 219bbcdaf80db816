import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { lastTests } from '@/lib/engagements/data/last-tests';
import { loadEngagementAddress } from '@/lib/engagements/search-params';

/** The newest test of each product, narrowed by `product` and `team`. */
export const GET = sessionRoute(async (ctx, request) => {
  const scope = requirePermission(ctx, 'finding:read');
  return lastTests(scope, ctx.now, await loadEngagementAddress(request));
});
