import { createHash } from 'node:crypto';
import { requirePermission } from '@/lib/access/policy';
import { type AuditValue, canonical } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { stageFactsOf } from '@/lib/duties/data/known';
import { type SheetValues, sheetSchema, valuesOf } from '@/lib/duties/fields';
import { loadDuties } from '@/lib/duties/mutations/held';
import { settleDuties } from '@/lib/duties/mutations/settle';
import { clockKind, type StageTimes, stageTimes } from '@/lib/duties/rules';
import type { Send } from '@/lib/duties/schema';
import { stopClock } from '@/lib/incidents/mutations/clocks';
import { type HeldIncident, holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

const refuse = (issue: string) => new DomainError('invalid', { issue });

/** SHA-256 of a report's values in hex, over canonical JSON. */
function hashOf(values: SheetValues): string {
  const plain: { [key: string]: AuditValue } = { ...values };
  return createHash('sha256').update(canonical(plain)).digest('hex');
}

/** A stage of a duty that applies, where it stands. */
async function stageOf(tx: Tx, row: HeldIncident, { regime, stage: stageId, number }: Send) {
  const { duties, facts } = await loadDuties(tx, row);
  const found = duties.find((one) => one.regime.id === regime);
  const stage = found?.edition.stages.find(({ id }) => id === stageId);
  if (!found?.duty || !stage) throw new DomainError('not_found');
  const { duty, edition } = found;
  if (duty.applies !== 'yes') throw refuse('not_applicable');
  const sent = duty.reports.filter((one) => one.stage === stageId).length;
  if (sent + 1 !== number) throw new DomainError('conflict');
  return { duty, stage, times: stageTimes(stage, edition, stageFactsOf(duty, facts)) };
}

/** A first report keeps the law's time or says why not; what is sent after it corrects it. @returns whether it was late */
function requireInTime({ state, startedAt, dueAt }: StageTimes, { number, sentAt, delayReason }: Send): boolean {
  if (state === 'sent') return false;
  if (number === 1 && state !== 'open' && state !== 'optional') throw refuse('not_open');
  if (startedAt !== null && sentAt < startedAt) throw refuse('before_start');
  const late = dueAt !== null && sentAt > dueAt;
  if (late && delayReason === '') throw refuse('delay_reason_required');
  return late;
}

/** The law's clock stops when the report was sent, not when somebody noted it here. */
async function stopSent(tx: Tx, ctx: Ctx, row: HeldIncident, { regime, stage, sentAt }: Send): Promise<void> {
  const stopped = await stopClock(tx, { ...ctx, now: sentAt }, row.id, clockKind(regime, stage), 'sent');
  if (stopped && !stopped.late)
    await tx.incidentClock.update({ where: { id: stopped.id }, data: { breachedAt: null } });
}

/**
 * Notes that the report of a stage was sent, as the sheet says it now. What is sent later of the same stage corrects or adds to
 * it; nothing is withdrawn.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: not_applicable, not_open, future, before_start,
 * delay_reason_required)
 */
export async function sendReport(ctx: Ctx, input: Send): Promise<void> {
  const scope = requirePermission(ctx, 'duty:decide');
  const actor = requirePerson(ctx);
  const { id, regime, stage: stageId, number, sentAt, channel, reference, receipt, delayReason } = input;
  if (sentAt > ctx.now) throw refuse('future');
  await inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    const { duty, stage, times } = await stageOf(tx, row, input);
    const late = requireInTime(times, input);
    const sheet = await tx.dutySheet.findUnique({ where: { incidentId: id } });
    if ((sheet?.version ?? 0) !== input.sheetVersion) throw new DomainError('conflict');
    const values = valuesOf(stage.fields, sheetSchema.parse(sheet?.values ?? {}));
    const sha256 = hashOf(values);
    const { dueAt } = times;
    await tx.dutyReport.create({
      data: {
        ...{ dutyId: duty.id, stage: stageId, number, sentAt, sentBy: actor.name, channel, reference, receipt },
        ...{ delayReason, dueAt, values: { ...values }, sha256, recordedAt: ctx.now },
      },
    });
    await stopSent(tx, ctx, row, input);
    // What the authority asked of this stage is answered by it.
    if (stage.startsFrom === 'request')
      await tx.dutyAsk.updateMany({
        where: { dutyId: duty.id, stage: stageId, answeredAt: null, askedAt: { lte: sentAt } },
        data: { answeredAt: sentAt, answeredBy: actor.name },
      });
    await keepEntry(tx, ctx, row, {
      kind: 'duty',
      note: delayReason,
      happenedAt: sentAt,
      data: { verb: 'sent', regime, stage: stageId, number, channel, reference, late, sha256 },
    });
    await settleDuties(tx, ctx, row);
  });
}
