import 'server-only';
import type { PersonCtx } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { entriesOf } from '@/lib/incidents/data/entries';
import type { FeedRange } from '@/lib/incidents/room/feed';

export function readEntries(ctx: PersonCtx, number: number, range: FeedRange) {
  return entriesOf(requirePermission(ctx, 'incident:read'), number, range);
}
