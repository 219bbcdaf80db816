import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { assignablePeople } from '@/lib/findings/data/people';
import { loadProducts } from '@/lib/findings/search-params';

/** Who can be given findings of the products `?products=id,id`. */
export const GET = sessionRoute(async (ctx, request) => {
  const scope = requirePermission(ctx, 'finding:triage');
  const { products } = loadProducts(request);
  return { people: await assignablePeople(scope, products) };
});
