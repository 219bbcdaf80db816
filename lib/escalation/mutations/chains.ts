import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { columnsOf, ORGANISATION } from '@/lib/escalation/place';
import type { SaveChain } from '@/lib/escalation/schema';
import type { Step } from '@/lib/escalation/stored';
import { Prisma } from '@/prisma/generated/client';

/** Whom and what the steps name has to be there. */
async function requireNamed(tx: Tx, steps: readonly Step[]): Promise<void> {
  const channels = new Set(steps.flatMap((step) => step.channels));
  const schedules = new Set(steps.flatMap(({ target }) => (target.kind === 'schedule' ? [target.scheduleId] : [])));
  const people = new Set(steps.flatMap(({ target }) => (target.kind === 'person' ? [target.personId] : [])));
  const [known, kept, there] = await Promise.all([
    tx.escalationChannel.count({ where: { id: { in: [...channels] } } }),
    tx.onCallSchedule.count({ where: { id: { in: [...schedules] }, archivedAt: null } }),
    tx.person.count({ where: { id: { in: [...people] }, disabledAt: null } }),
  ]);
  if (known !== channels.size) throw new DomainError('invalid', { issue: 'channel' });
  if (kept !== schedules.size) throw new DomainError('invalid', { issue: 'schedule' });
  if (there !== people.size) throw new DomainError('invalid', { issue: 'person' });
}

/**
 * Writes the next version of a place's chain for a priority, in force from now on. What is under way goes on as it began.
 * @throws DomainError forbidden, step_up_required, not_found, conflict, invalid (`channel`, `schedule`, `person`, `organisation`)
 */
export async function saveChain(ctx: Ctx, input: SaveChain): Promise<void> {
  const { place, priority, known, steps, repeats } = input;
  requireCovered(ctx, requirePermission(ctx, 'escalation:write'), [columnsOf(place)]);
  if (steps === null && place === ORGANISATION) throw new DomainError('invalid', { issue: 'organisation' });
  await requireStepUp(ctx, 'escalation:write', `chain:${place}:${priority}`);
  await inTransaction(ctx, async (tx) => {
    await requireNamed(tx, steps ?? []);
    const newest = await tx.escalationChain.aggregate({ _max: { number: true }, where: { place, priority } });
    if ((newest._max.number ?? 0) !== known) throw new DomainError('conflict');
    const { actor, now } = ctx;
    const [made] = await tx.escalationChain.createManyAndReturn({
      data: [
        {
          ...{ place, priority, number: known + 1, validFrom: now, repeats, steps: steps ?? Prisma.DbNull },
          ...{ createdAt: now, createdById: actor.kind === 'person' ? actor.id : null, createdBy: actor.name },
        },
      ],
      ...{ skipDuplicates: true, select: { id: true } },
    });
    if (!made) throw new DomainError('conflict');
    const target = { kind: 'escalation-chain', id: made.id };
    await appendAudit(tx, ctx, { action: 'escalation-chain.saved', target, data: { place, priority, repeats, steps } });
  });
}
