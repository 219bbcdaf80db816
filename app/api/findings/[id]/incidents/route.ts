import { sessionRoute } from '@/lib/access/guard';
import { requireFindingId } from '@/lib/findings/schema';
import { readIncidentsOfFinding } from '@/lib/incidents/file/loaders';

export const GET = sessionRoute<{ id: string }>(async (ctx, _request, { id }) =>
  readIncidentsOfFinding(ctx, requireFindingId(id)),
);
