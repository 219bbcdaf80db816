import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { savedViews } from '@/lib/findings/data/views';

/** Saved views of the list `?noun=`: findings, unless it says otherwise. */
export const GET = sessionRoute(async (ctx, request) => {
  const noun = request.nextUrl.searchParams.get('noun') === 'tls' ? 'tls' : 'finding';
  requirePermission(ctx, `${noun}:read`);
  return { views: await savedViews(ctx.actor.id, noun) };
});
