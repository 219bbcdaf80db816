import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { stopClock } from '@/lib/incidents/mutations/clocks';
import { holdIncident, requireOpen, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { beginRole } from '@/lib/incidents/mutations/roles';
import type { Acknowledge } from '@/lib/incidents/schema';

/**
 * A person takes it: the reaction clock stops. Whoever is first commands until somebody else does. The second one, who
 * pressed at the same moment, changes nothing and is told that it is taken.
 * @returns whether it was this person
 * @throws DomainError forbidden, not_found, invalid (`closed`)
 */
export async function acknowledgeIncident(ctx: Ctx, { id }: Acknowledge): Promise<boolean> {
  const scope = requirePermission(ctx, 'incident:write');
  const actor = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    if (row.acknowledgedAt !== null) return false;
    await tx.incident.update({ where: { id }, data: { acknowledgedAt: ctx.now, version: { increment: 1 } } });
    const clock = await stopClock(tx, ctx, id, 'reaction', 'acknowledged');
    await keepEntry(tx, ctx, row, {
      kind: 'acknowledged',
      data: { late: clock?.late ?? false, seconds: Math.round((ctx.now.getTime() - row.receivedAt.getTime()) / 1000) },
    });
    const commanded = await tx.incidentRole.count({ where: { incidentId: id, role: 'commander', until: null } });
    if (commanded === 0)
      await beginRole(tx, ctx, row, { role: 'commander', personId: actor.id, subject: '', note: '' });
    return true;
  });
}
