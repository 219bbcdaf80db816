import { sessionRoute } from '@/lib/access/guard';
import { readReaders } from '@/lib/incidents/room/loaders';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export const GET = sessionRoute<{ number: string }>(async (ctx, _request, { number }) =>
  readReaders(ctx, requireIncidentNumber(number)),
);
