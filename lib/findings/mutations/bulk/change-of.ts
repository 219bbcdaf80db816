import type { Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import type { BulkOrder } from '@/lib/findings/bulk-schema';
import { assignChange } from '@/lib/findings/mutations/assign';
import type { VerbChange } from '@/lib/findings/mutations/change';
import { snoozeChange, wakeChange } from '@/lib/findings/mutations/snooze';
import { tagChange } from '@/lib/findings/mutations/tag';
import { triageChange } from '@/lib/findings/mutations/triage';
import { undoChange } from '@/lib/findings/mutations/undo';

/**
 * What an order changes, by the rights that the actor has now.
 * @throws DomainError as the verbs do
 */
export async function changeOf(tx: Tx, ctx: Ctx, scope: Scope, order: BulkOrder): Promise<VerbChange> {
  if (order.verb === 'triage') return triageChange(tx, ctx, scope, order);
  if (order.verb === 'assign') return assignChange(ctx, order);
  if (order.verb === 'tag') return tagChange(order);
  if (order.verb === 'snooze') return snoozeChange(ctx, order);
  return order.verb === 'wake' ? wakeChange() : undoChange(tx, ctx, scope, order);
}
