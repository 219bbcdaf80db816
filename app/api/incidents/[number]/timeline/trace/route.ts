import { sessionRoute } from '@/lib/access/guard';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { readExecTrace } from '@/lib/timeline/loaders';
import { loadTimelineAddress } from '@/lib/timeline/search-params';

/** Of the exec that `open` names. */
export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) =>
  readExecTrace(ctx, requireIncidentNumber(number), loadTimelineAddress(request)),
);
