import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { listFindings } from '@/lib/findings/data/list';
import { viewerOf } from '@/lib/findings/data/viewer';
import { loadListQuery } from '@/lib/findings/search-params';

/** A page of findings: the list's address, and `cursor` for the next page. */
export const GET = sessionRoute((ctx, request) => {
  const scope = requirePermission(ctx, 'finding:read');
  const { sort, cursor, ...filter } = loadListQuery(request);
  return listFindings(scope, { filter, order: sort, cursor }, viewerOf(ctx));
});
