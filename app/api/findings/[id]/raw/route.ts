import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { rawRecord } from '@/lib/findings/data/detail';
import { requireFindingId, requireSourceId } from '@/lib/findings/schema';

/** The record as the scanner wrote it: hostile text, sent as data and never as a page. */
export const GET = sessionRoute<{ id: string }>(async (ctx, request, { id }) => {
  const scope = requirePermission(ctx, 'finding:read');
  const sourceId = requireSourceId(request.nextUrl.searchParams.get('source'));
  return { raw: await rawRecord(scope, requireFindingId(id), sourceId) };
});
