import { sessionRoute } from '@/lib/access/guard';
import { readIncidents } from '@/lib/incidents/loaders';
import { loadIncidentAddress } from '@/lib/incidents/search-params';

export const GET = sessionRoute(async (ctx, request) =>
  readIncidents(ctx, await loadIncidentAddress(request), request.nextUrl.searchParams.get('cursor')),
);
