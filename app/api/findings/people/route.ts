import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { assignablePeople, mentionablePeople } from '@/lib/findings/data/people';
import { loadProducts } from '@/lib/findings/search-params';

/** Who can be given findings of the products `?products=id,id`; with `&for=mention` who can be mentioned there. */
export const GET = sessionRoute(async (ctx, request) => {
  const scope = requirePermission(ctx, 'finding:triage');
  const { products } = loadProducts(request);
  const people = request.nextUrl.searchParams.get('for') === 'mention' ? mentionablePeople : assignablePeople;
  return { people: await people(scope, products) };
});
