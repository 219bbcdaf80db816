import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { savedViews } from '@/lib/findings/data/views';

export const GET = sessionRoute(async (ctx) => {
  requirePermission(ctx, 'finding:read');
  return { views: await savedViews(ctx.actor.id) };
});
