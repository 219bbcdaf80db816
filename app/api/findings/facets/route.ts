import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { facetCounts } from '@/lib/findings/data/facets';
import { viewerOf } from '@/lib/findings/data/viewer';
import { loadFilter } from '@/lib/findings/search-params';

/** The counts beside each filter, for the list's address. */
export const GET = sessionRoute((ctx, request) => {
  const scope = requirePermission(ctx, 'finding:read');
  return facetCounts(scope, loadFilter(request), viewerOf(ctx));
});
