import { sessionRoute } from '@/lib/access/guard';
import { readEventOverview } from '@/lib/events/loaders';
import { loadEventAddress } from '@/lib/events/search-params';

export const GET = sessionRoute(async (ctx, request) => readEventOverview(ctx, await loadEventAddress(request)));
