import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { loadDuties } from '@/lib/duties/mutations/held';
import { settleDuties } from '@/lib/duties/mutations/settle';
import type { AnswerAsk, Ask } from '@/lib/duties/schema';
import { holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/**
 * Notes what an authority asks; of a report on request this starts its time.
 * @throws DomainError forbidden, not_found, invalid (`issue`: not_applicable, future)
 */
export async function noteAsk(ctx: Ctx, { id, regime, stage, askedAt, question, dueAt }: Ask): Promise<void> {
  const scope = requirePermission(ctx, 'duty:decide');
  const actor = requirePerson(ctx);
  if (askedAt > ctx.now) throw new DomainError('invalid', { issue: 'future' });
  await inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    const found = (await loadDuties(tx, row)).duties.find((one) => one.regime.id === regime);
    if (!found?.duty || !found.edition.stages.some((one) => one.id === stage)) throw new DomainError('not_found');
    if (found.duty.applies !== 'yes') throw new DomainError('invalid', { issue: 'not_applicable' });
    await tx.dutyAsk.create({
      data: { dutyId: found.duty.id, stage, askedAt, question, dueAt, notedBy: actor.name },
    });
    await keepEntry(tx, ctx, row, {
      kind: 'duty',
      note: question,
      happenedAt: askedAt,
      data: { verb: 'asked', regime, stage, dueAt: dueAt?.toISOString() ?? null },
    });
    await settleDuties(tx, ctx, row);
  });
}

/**
 * Notes what was answered, once.
 * @throws DomainError forbidden, not_found, invalid (`answered`)
 */
export async function answerAsk(ctx: Ctx, { id, askId, answer }: AnswerAsk): Promise<void> {
  const scope = requirePermission(ctx, 'duty:decide');
  const actor = requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    const known = await tx.dutyAsk.findFirst({
      where: { id: askId, duty: { incidentId: id } },
      select: { stage: true, answeredAt: true, duty: { select: { regime: true } } },
    });
    if (!known) throw new DomainError('not_found');
    if (known.answeredAt !== null) throw new DomainError('invalid', { issue: 'answered' });
    await tx.dutyAsk.update({ where: { id: askId }, data: { answer, answeredAt: ctx.now, answeredBy: actor.name } });
    const data = { verb: 'answered', regime: known.duty.regime, stage: known.stage };
    await keepEntry(tx, ctx, row, { kind: 'duty', note: answer, data });
    await settleDuties(tx, ctx, row);
  });
}
