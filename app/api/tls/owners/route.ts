import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { assignablePeople } from '@/lib/findings/data/people';
import { requireEndpointId } from '@/lib/tls/schema';

/** Who can own an endpoint of the product `?product=id`. */
export const GET = sessionRoute(async (ctx, request) => {
  const scope = requirePermission(ctx, 'tls:write');
  return {
    people: await assignablePeople(scope, [requireEndpointId(request.nextUrl.searchParams.get('product') ?? '')]),
  };
});
