import { requirePermission, type Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { appliesOf, editionFor, type KnownDuty, stageFactsOf } from '@/lib/duties/data/known';
import { again, loadDuties } from '@/lib/duties/mutations/held';
import { clocksOf, type DutyClock, type IncidentFacts, proposalOf, WARN_PERCENT } from '@/lib/duties/rules';
import type { StopReason } from '@/lib/incidents/clocks';
import { startClock, stopClock } from '@/lib/incidents/mutations/clocks';
import { type HeldIncident, holdIncident } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/** Incidents followed in one run, each in a transaction of its own. */
const BATCH = 200;

/** Proposes what something speaks for, once; nothing is ever decided by itself. */
async function propose(tx: Tx, ctx: Ctx, row: HeldIncident, facts: IncidentFacts, duties: readonly KnownDuty[]) {
  const applying = new Set(duties.flatMap(({ duty, regime }) => (duty?.applies === 'yes' ? [regime.id] : [])));
  for (const { regime, edition, duty, off } of duties) {
    if (duty || off) continue;
    const proposedBy = proposalOf(edition, facts, applying);
    if (proposedBy.length === 0) continue;
    await tx.incidentDuty.create({
      data: { incidentId: row.id, regime: regime.id, edition: edition.validFrom, proposedBy },
    });
    const data = { verb: 'proposed', regime: regime.id, because: proposedBy.join(' ') };
    await keepEntry(tx, ctx, row, { kind: 'duty', data });
  }
}

/** An incident that became known at another time than was thought may fall under another version of the law. */
async function followEditions(tx: Tx, ctx: Ctx, row: HeldIncident, facts: IncidentFacts, duties: readonly KnownDuty[]) {
  for (const { regime, edition, duty } of duties) {
    const right = editionFor(regime, facts);
    if (!duty || !right || right.validFrom === edition.validFrom) continue;
    await tx.incidentDuty.update({ where: { id: duty.id }, data: { edition: right.validFrom } });
    const data = { verb: 'edition', regime: regime.id, edition: right.validFrom, previous: edition.validFrom };
    await keepEntry(tx, ctx, row, { kind: 'duty', data });
  }
}

/** The clocks that should run now. What was merged is reported with what it was merged into, unless it was decided. */
function wantedClocks(row: HeldIncident, facts: IncidentFacts, duties: readonly KnownDuty[]): DutyClock[] {
  return duties.flatMap(({ regime, edition, duty }) => {
    const applies = appliesOf(duty?.applies ?? 'undecided');
    if (applies === 'undecided' && row.mergedIntoId !== null) return [];
    const proposed = (duty?.proposedBy.length ?? 0) > 0;
    return clocksOf({ regime: regime.id, applies, proposed }, edition, stageFactsOf(duty, facts));
  });
}

/** Why a clock that nobody wants any more stands still. */
function stopReasonOf(kind: string, row: HeldIncident, duties: readonly KnownDuty[]): StopReason {
  const [, regime, stage] = kind.split(':');
  const duty = duties.find((one) => one.regime.id === regime)?.duty;
  if (stage === 'decision') return duty?.decidedAt ? 'decided' : row.mergedIntoId ? 'closed' : 'not_applicable';
  if (duty?.applies === 'no') return 'not_applicable';
  const replaced = duty?.reports.some((report) => report.stage !== stage) ?? false;
  return replaced && row.awareAt !== null ? 'sent' : 'corrected';
}

const sameTimes = (a: DutyClock, b: { startedAt: Date; dueAt: Date }) =>
  a.startedAt.getTime() === b.startedAt.getTime() && a.dueAt.getTime() === b.dueAt.getTime();

async function settleClocks(tx: Tx, ctx: Ctx, row: HeldIncident): Promise<void> {
  const { facts, duties } = await loadDuties(tx, row);
  const wanted = new Map(wantedClocks(row, facts, duties).map((clock) => [clock.kind, clock]));
  const running = await tx.incidentClock.findMany({
    where: { incidentId: row.id, stoppedAt: null, kind: { startsWith: 'duty:' } },
  });
  for (const clock of running) {
    const want = wanted.get(clock.kind);
    wanted.delete(clock.kind);
    if (want && sameTimes(want, clock)) continue;
    await stopClock(tx, ctx, row.id, clock.kind, want ? 'corrected' : stopReasonOf(clock.kind, row, duties));
    if (!want) continue;
    await startClock(tx, row.id, { ...want, priority: row.priority, marks: WARN_PERCENT });
    const data = {
      verb: 'moved',
      clock: clock.kind,
      dueAt: want.dueAt.toISOString(),
      previous: clock.dueAt.toISOString(),
    };
    await keepEntry(tx, ctx, row, { kind: 'duty', data });
  }
  for (const clock of wanted.values())
    await startClock(tx, row.id, { ...clock, priority: row.priority, marks: WARN_PERCENT });
}

/**
 * Brings the duties of an incident that is held in line with what is known now: proposals, versions of the law, clocks. Safe
 * to repeat; an old clock stays with why it was stopped. Called by each verb here, and by the worker after any other one.
 */
export async function settleDuties(tx: Tx, ctx: Ctx, held: HeldIncident): Promise<void> {
  const row = await again(tx, held);
  const { facts, duties } = await loadDuties(tx, row);
  await followEditions(tx, ctx, row, facts, duties);
  if (row.mergedIntoId === null) await propose(tx, ctx, row, facts, duties);
  await settleClocks(tx, ctx, row);
  const { lastSeq: seq } = await tx.incident.findUniqueOrThrow({ where: { id: row.id }, select: { lastSeq: true } });
  const incidentId = row.id;
  const followed = { seq, triedAt: ctx.now };
  await tx.dutyFollow.upsert({ where: { incidentId }, create: { incidentId, ...followed }, update: followed });
}

/** One incident. Where it cannot be followed it goes to the end of the queue, so that it never holds up the others. */
async function follow(ctx: Ctx, scope: Scope, id: string): Promise<void> {
  try {
    await inTransaction(ctx, async (tx) => settleDuties(tx, ctx, await holdIncident(tx, scope, id)));
  } catch (error) {
    const triedAt = ctx.now;
    await unsafeDb().dutyFollow.upsert({
      ...{ where: { incidentId: id }, create: { incidentId: id, seq: 0, triedAt }, update: { triedAt } },
    });
    throw error;
  }
}

/**
 * Follows the logs: an incident that was declared, moved, corrected or closed by anybody has its duties settled. Killed at
 * any point it begins again with what it has not followed. New ones first, then whoever waits longest.
 */
export async function followIncidents(ctx: Ctx): Promise<void> {
  const scope = requirePermission(ctx, 'incident:read');
  const behind = await unsafeDb().$queryRaw<{ id: string }[]>`
    SELECT i.id FROM incident i LEFT JOIN duty_follow f ON f.incident_id = i.id
    WHERE i.last_seq > coalesce(f.seq, 0) ORDER BY f.tried_at NULLS FIRST, i.number DESC LIMIT ${BATCH}`;
  await eachForItself(behind, 'following an incident', ({ id }) => follow(ctx, scope, id));
}
