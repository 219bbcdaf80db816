import { sessionRoute } from '@/lib/access/guard';
import { readCalls } from '@/lib/escalation/data/calls';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export const GET = sessionRoute<{ number: string }>(async (ctx, _request, { number }) =>
  readCalls(ctx, requireIncidentNumber(number)),
);
