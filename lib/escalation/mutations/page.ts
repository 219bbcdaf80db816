import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { chainFor } from '@/lib/escalation/data/chain';
import { calledBy } from '@/lib/escalation/data/targets';
import { tellPeople } from '@/lib/escalation/mutations/message';
import type { PageNow } from '@/lib/escalation/schema';
import { holdIncident, requireOpen, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/**
 * Calls a person, or whoever is on call by a schedule, now: as an important message that no quiet hours hold back. It is a run
 * of its own that is over at once, so that its link takes the incident too.
 * @returns how many were called
 * @throws DomainError forbidden, not_found, invalid (`closed`; `nobody_there` where nobody can be called that way)
 */
export async function pageNow(ctx: Ctx, { id, target, note }: PageNow): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const { people, name } = await calledBy(tx, target, row, ctx.now);
    if (people.length === 0) throw new DomainError('invalid', { issue: 'nobody_there' });
    const data = { verb: 'paged', target: target.kind, name, people: people.length };
    const cause = await keepEntry(tx, ctx, row, { kind: 'escalation', note, data });
    const chain = await chainFor(row.productId, row.priority, ctx.now, tx);
    const { id: runId } = await tx.escalationRun.create({
      data: {
        ...{ incidentId: id, cause, reason: 'paged', priority: row.priority, chainId: chain.id },
        ...{ startedAt: ctx.now, roundAt: ctx.now, stoppedAt: ctx.now, stopReason: 'told' },
      },
      select: { id: true },
    });
    const message = { runId, incident: row, purpose: 'call', important: true, atOnce: true } as const;
    return tellPeople(tx, ctx, people, message);
  });
}
