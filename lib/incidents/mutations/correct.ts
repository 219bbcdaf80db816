import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { type HeldIncident, holdIncident, requirePerson, requireSeen } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import type { CorrectTime, Edit } from '@/lib/incidents/schema';
import { type Times, wrongOrder } from '@/lib/incidents/times';
import type { EntryData } from '@/lib/incidents/types';

export const timesOf = (row: HeldIncident): Times => ({
  occurred: row.occurredAt,
  detected: row.detectedAt,
  received: row.receivedAt,
  declared: row.declaredAt,
  acknowledged: row.acknowledgedAt,
  contained: row.containedAt,
  eradicated: row.eradicatedAt,
  recovered: row.recoveredAt,
  closed: row.closedAt,
  aware: row.awareAt,
});

function requireOrder(times: Times, now: Date, time: CorrectTime['time']): void {
  const at = times[time];
  if (at !== null && at > now) throw new DomainError('invalid', { issue: 'future' });
  const wrong = wrongOrder(times);
  if (wrong) throw new DomainError('invalid', { issue: 'order', ...wrong });
}

/** Corrects a moment of an incident that is held. @throws DomainError as `correctTime` does */
export async function correctHeld(
  tx: Tx,
  ctx: Ctx,
  row: HeldIncident,
  { time, at, reason }: Omit<CorrectTime, 'id' | 'version'>,
): Promise<void> {
  const times = timesOf(row);
  requireOrder({ ...times, [time]: at }, ctx.now, time);
  if (time === 'detected' && at === null) throw new DomainError('invalid', { issue: 'unknown_time' });
  await tx.incident.update({ where: { id: row.id }, data: { [`${time}At`]: at, version: { increment: 1 } } });
  const previous = times[time]?.toISOString() ?? null;
  await keepEntry(tx, ctx, row, {
    kind: 'time',
    note: reason,
    data: { time, value: at?.toISOString() ?? null, previous, by: 'correction' },
  });
}

/**
 * Corrects one of an incident's moments, for a reason; the old value stays in the log. After the end too: a review finds out.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: future, order with `first` and `second`, unknown_time)
 */
export async function correctTime(ctx: Ctx, { id, version, ...correction }: CorrectTime): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) =>
    correctHeld(tx, ctx, requireSeen(await holdIncident(tx, scope, id), version), correction),
  );
}

const same = (a: readonly string[], b: readonly string[]) => a.join() === b.join();

/** What was changed, each with what it was. Long texts are told of, not repeated. */
function changesOf(row: HeldIncident, { title, summary, kind, techniques, exercise }: Edit): EntryData {
  return {
    ...(row.title === title ? {} : { title, titleBefore: row.title }),
    ...(row.summary === summary ? {} : { summaryBefore: row.summary }),
    ...(row.kind === kind ? {} : { kind, kindBefore: row.kind }),
    ...(same(row.techniques, techniques)
      ? {}
      : { techniques: techniques.join(' '), techniquesBefore: row.techniques.join(' ') }),
    ...(row.exercise === exercise ? {} : { exercise }),
  };
}

/**
 * Changes what is known: title, summary, kind, techniques, whether it is an exercise.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function editIncident(ctx: Ctx, { id, version, ...edit }: Edit): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireSeen(await holdIncident(tx, scope, id), version);
    const facts = { ...edit, techniques: [...new Set(edit.techniques)].toSorted() };
    const data = changesOf(row, { id, version, ...facts });
    if (Object.keys(data).length === 0) return;
    await tx.incident.update({ where: { id }, data: { ...facts, version: { increment: 1 } } });
    await keepEntry(tx, ctx, row, { kind: 'facts', note: data.summaryBefore === undefined ? '' : facts.summary, data });
  });
}
