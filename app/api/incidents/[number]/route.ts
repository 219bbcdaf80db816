import { sessionRoute } from '@/lib/access/guard';
import { readIncident } from '@/lib/incidents/loaders';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export const GET = sessionRoute<{ number: string }>(async (ctx, _request, { number }) =>
  readIncident(ctx, requireIncidentNumber(number)),
);
