import { sessionRoute } from '@/lib/access/guard';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { readTimelineItem } from '@/lib/timeline/loaders';
import { loadTimelineAddress } from '@/lib/timeline/search-params';

export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) =>
  readTimelineItem(ctx, requireIncidentNumber(number), loadTimelineAddress(request)),
);
