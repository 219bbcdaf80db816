import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { playbookOf, stepName, storedWords } from '@/lib/incidents/file/playbooks';
import type { ApplyPlaybook } from '@/lib/incidents/file/schema';
import { holdIncident, requireOpen, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/**
 * Makes a task of every step that has none yet: applied again it adds what is new in the playbook.
 * @returns how many were added
 * @throws DomainError forbidden, not_found, invalid (`closed`)
 */
export async function applyPlaybook(ctx: Ctx, { id, playbook }: ApplyPlaybook): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  const known = playbookOf(playbook);
  if (!known) throw new DomainError('not_found');
  return inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const before = await tx.incidentTask.findMany({ where: { incidentId: id }, select: { number: true, step: true } });
    const has = new Set(before.map(({ step }) => step));
    const first = Math.max(0, ...before.map(({ number }) => number)) + 1;
    const fresh = known.steps.filter((step) => !has.has(stepName(playbook, step.id)));
    if (fresh.length === 0) return 0;
    await tx.incidentTask.createMany({
      data: fresh.map((step, index) => ({
        incidentId: id,
        number: first + index,
        step: stepName(playbook, step.id),
        part: step.part,
        createdAt: ctx.now,
        ...storedWords(step),
      })),
    });
    await keepEntry(tx, ctx, row, {
      kind: 'task',
      data: { verb: 'applied', playbook, version: known.version, tasks: fresh.length },
    });
    return fresh.length;
  });
}
