import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { alertRecord } from '@/lib/alerts/data/evidence';
import { requireAlertNumber, requireEventRef } from '@/lib/alerts/schema';

/** As JSON text inside JSON: numbers above 2^53 reach the reader as they were sent. */
export const GET = sessionRoute<{ number: string; event: string }>(async (ctx, _request, { number, event }) => {
  requirePermission(ctx, 'alert:read');
  const scope = requirePermission(ctx, 'event:read');
  return { raw: await alertRecord(scope, requireAlertNumber(number), requireEventRef(event)) };
});
