import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { suggestedPlaces } from '@/lib/tls/data/suggested';
import { requireEndpointId } from '@/lib/tls/schema';

/** TLS services that findings of the product `?product=id` name and nobody watches. */
export const GET = sessionRoute(async (ctx, request) => {
  const productId = requireEndpointId(request.nextUrl.searchParams.get('product') ?? '');
  requirePermission(ctx, 'finding:read', productId);
  return { places: await suggestedPlaces(requirePermission(ctx, 'tls:write', productId), productId) };
});
