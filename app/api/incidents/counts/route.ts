import { sessionRoute } from '@/lib/access/guard';
import { readIncidentCounts } from '@/lib/incidents/loaders';
import { loadIncidentAddress } from '@/lib/incidents/search-params';

export const GET = sessionRoute(async (ctx, request) => readIncidentCounts(ctx, await loadIncidentAddress(request)));
