import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { queueCounts } from '@/lib/inbox/data';
import type { Narrowed } from '@/lib/inbox/queues';

export async function loadQueueCounts(narrowed: Narrowed) {
  const ctx = await pageCtx();
  return queueCounts(requirePermission(ctx, 'finding:read'), narrowed, ctx);
}
