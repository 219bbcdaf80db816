import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { compareScans } from '@/lib/tls/data/detail';
import { requireEndpointId } from '@/lib/tls/schema';

/** What is different between the scans `from` and `to`. */
export const GET = sessionRoute<{ id: string }>(async (ctx, request, { id }) => {
  const scope = requirePermission(ctx, 'tls:read');
  const scan = (name: string) => requireEndpointId(request.nextUrl.searchParams.get(name) ?? '');
  return compareScans(scope, requireEndpointId(id), { from: scan('from'), to: scan('to') });
});
