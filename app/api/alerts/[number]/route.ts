import { sessionRoute } from '@/lib/access/guard';
import { readAlert } from '@/lib/alerts/loaders';
import { requireAlertNumber } from '@/lib/alerts/schema';

export const GET = sessionRoute<{ number: string }>(async (ctx, _request, { number }) =>
  readAlert(ctx, requireAlertNumber(number)),
);
