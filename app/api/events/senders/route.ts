import { sessionRoute } from '@/lib/access/guard';
import { readSenders } from '@/lib/events/loaders';
import { loadEventAddress } from '@/lib/events/search-params';

export const GET = sessionRoute(async (ctx, request) => readSenders(ctx, await loadEventAddress(request)));
