import { sessionRoute } from '@/lib/access/guard';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { readReview } from '@/lib/reviews/loaders';

export const GET = sessionRoute<{ number: string }>(async (ctx, _request, { number }) =>
  readReview(ctx, requireIncidentNumber(number)),
);
