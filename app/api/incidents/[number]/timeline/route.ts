import { sessionRoute } from '@/lib/access/guard';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { readTimelineView } from '@/lib/timeline/loaders';
import { loadTimelineAddress } from '@/lib/timeline/search-params';

export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) =>
  readTimelineView(ctx, requireIncidentNumber(number), loadTimelineAddress(request)),
);
