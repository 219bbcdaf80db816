import { sessionRoute } from '@/lib/access/guard';
import { readEngagement } from '@/lib/engagements/loaders';
import { requireEngagementNumber } from '@/lib/engagements/schema';

export const GET = sessionRoute<{ number: string }>(async (ctx, _request, { number }) =>
  readEngagement(ctx, requireEngagementNumber(number)),
);
