import { sessionRoute } from '@/lib/access/guard';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { readTimelineChosen } from '@/lib/timeline/loaders';
import { loadTimelineAddress } from '@/lib/timeline/search-params';

/** What lies between `from` and `to`. */
export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) =>
  readTimelineChosen(ctx, requireIncidentNumber(number), loadTimelineAddress(request)),
);
