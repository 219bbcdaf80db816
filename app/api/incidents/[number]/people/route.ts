import { sessionRoute } from '@/lib/access/guard';
import { readResponders } from '@/lib/incidents/loaders';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export const GET = sessionRoute<{ number: string }>(async (ctx, _request, { number }) =>
  readResponders(ctx, requireIncidentNumber(number)),
);
