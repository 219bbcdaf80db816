import { sessionRoute } from '@/lib/access/guard';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { readTimelinePage } from '@/lib/timeline/loaders';
import { loadTimelineAddress } from '@/lib/timeline/search-params';

export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) => {
  const cursor = request.nextUrl.searchParams.get('cursor');
  return readTimelinePage(ctx, requireIncidentNumber(number), loadTimelineAddress(request), cursor);
});
