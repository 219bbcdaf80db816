import { sessionRoute } from '@/lib/access/guard';
import { readEvidence } from '@/lib/incidents/file/loaders';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export const GET = sessionRoute<{ number: string }>(async (ctx, _request, { number }) =>
  readEvidence(ctx, requireIncidentNumber(number)),
);
