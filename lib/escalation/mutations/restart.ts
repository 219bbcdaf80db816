import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { startRun } from '@/lib/escalation/mutations/begin';
import type { Restart } from '@/lib/escalation/schema';
import { holdIncident, requireOpen, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/**
 * Begins the chain anew from its first step, by the version in force now; what was under way ends. Where somebody has the
 * incident its first step is told and that is all, as with a raised one.
 * @throws DomainError forbidden, not_found, invalid (`closed`)
 */
export async function restartChain(ctx: Ctx, { id, reason }: Restart): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const cause = await keepEntry(tx, ctx, row, { kind: 'escalation', note: reason, data: { verb: 'restarted' } });
    await startRun(tx, ctx, row, { cause, reason: 'restarted' });
  });
}
