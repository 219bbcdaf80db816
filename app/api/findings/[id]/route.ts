import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { findingById } from '@/lib/findings/data/detail';
import { requireFindingId } from '@/lib/findings/schema';

export const GET = sessionRoute<{ id: string }>((ctx, _request, { id }) => {
  const scope = requirePermission(ctx, 'finding:read');
  return findingById(scope, requireFindingId(id), ctx.now, ctx.actor.id);
});
