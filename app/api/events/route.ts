import { sessionRoute } from '@/lib/access/guard';
import { readEvents } from '@/lib/events/loaders';
import { loadEventAddress } from '@/lib/events/search-params';

export const GET = sessionRoute(async (ctx, request) =>
  readEvents(ctx, await loadEventAddress(request), request.nextUrl.searchParams.get('cursor')),
);
