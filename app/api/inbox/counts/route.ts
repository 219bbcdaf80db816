import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { queueCounts } from '@/lib/inbox/data';
import { loadInboxAddress } from '@/lib/inbox/queues';

/** How many findings wait in each queue of the inbox, within `?team=` and `?product=`. */
export const GET = sessionRoute((ctx, request) => {
  const scope = requirePermission(ctx, 'finding:read');
  return queueCounts(scope, loadInboxAddress(request), ctx);
});
