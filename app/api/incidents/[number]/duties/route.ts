import { sessionRoute } from '@/lib/access/guard';
import { readDuties } from '@/lib/duties/loaders';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export const GET = sessionRoute<{ number: string }>(async (ctx, _request, { number }) =>
  readDuties(ctx, requireIncidentNumber(number)),
);
