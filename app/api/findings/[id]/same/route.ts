import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { parse } from '@/lib/core/parse';
import { samePlaces } from '@/lib/findings/data/same';
import { viewerOf } from '@/lib/findings/data/viewer';
import { requireFindingId, sameVerbSchema } from '@/lib/findings/schema';

/** Where else the same was found, and `?verb=` is still to be given. */
export const GET = sessionRoute<{ id: string }>((ctx, request, { id }) => {
  const scope = requirePermission(ctx, 'finding:triage');
  const verb = parse(sameVerbSchema, request.nextUrl.searchParams.get('verb'));
  return samePlaces(scope, viewerOf(ctx), requireFindingId(id), verb);
});
