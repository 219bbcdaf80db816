import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, type Tx, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { calledBy, fallbackOf } from '@/lib/escalation/data/targets';
import { beginRuns } from '@/lib/escalation/mutations/begin';
import { tellChannels, tellPeople } from '@/lib/escalation/mutations/message';
import { raiseNobody } from '@/lib/escalation/mutations/nobody';
import { resolveClosed } from '@/lib/escalation/mutations/resolve';
import { type RunEnd, stopRun } from '@/lib/escalation/mutations/stop';
import { holdUntil, nextPlace } from '@/lib/escalation/steps';
import { type Step, stepsSchema } from '@/lib/escalation/stored';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/** Runs that are looked at, one transaction each. */
const BATCH = 100;

const include = { incident: true, chain: true } as const;
type Run = Prisma.EscalationRunGetPayload<{ include: typeof include }>;

/** Why a chain is over, by how its incident stands; null: it goes on. */
async function endOf(tx: Tx, { incident, incidentId, reason, startedAt }: Run): Promise<RunEnd | null> {
  if (incident.closedAt !== null) return 'closed';
  if (reason === 'update') {
    const overdue = { incidentId, kind: 'update', stoppedAt: null, breachedAt: { not: null } };
    return (await tx.incidentClock.count({ where: overdue })) > 0 ? null : 'updated';
  }
  if (reason === 'duty') {
    const overdue = { incidentId, kind: { startsWith: 'duty:' }, stoppedAt: null, breachedAt: { not: null } };
    return (await tx.incidentClock.count({ where: overdue })) > 0 ? null : 'settled';
  }
  const { acknowledgedAt } = incident;
  return acknowledgedAt !== null && (reason === 'unanswered' || acknowledgedAt > startedAt) ? 'acknowledged' : null;
}

/** Nobody is there: the fallback hears of it at once, and the step waits a little for somebody. */
async function hold(tx: Tx, ctx: Ctx, run: Run, step: Step, name: string): Promise<Date | null> {
  const { id, incident, heldAt } = run;
  if (heldAt !== null) return holdUntil(ctx.now, heldAt);
  const { kind } = step.target;
  await tx.escalationRun.update({ where: { id }, data: { heldAt: ctx.now, alertDue: true } });
  await keepEntry(tx, ctx, incident, {
    kind: 'escalation',
    data: { verb: 'nobody', step: run.step + 1, round: run.round + 1, target: kind, name },
  });
  const message = { runId: id, incident, purpose: 'shout', important: true } as const;
  if (kind !== 'fallback') await tellPeople(tx, ctx, await fallbackOf(tx, incident.productId), message);
  if (run.round === 0) await tellChannels(tx, ctx, step.channels, { ...message, purpose: 'call' });
  return holdUntil(ctx.now, ctx.now);
}

async function call(tx: Tx, ctx: Ctx, run: Run, step: Step): Promise<Date | null> {
  const { id, incident, priority, reason, heldAt } = run;
  const { people, name } = await calledBy(tx, step.target, incident, ctx.now);
  if (people.length === 0) return hold(tx, ctx, run, step, name);
  await keepEntry(tx, ctx, incident, {
    kind: 'escalation',
    data: {
      ...{ verb: 'step', step: run.step + 1, round: run.round + 1, target: step.target.kind, name },
      ...{ people: people.length, reason, priority },
    },
  });
  const message = { runId: id, incident, purpose: 'call', important: step.important } as const;
  const told = step.personal ? await tellPeople(tx, ctx, people, message) : 0;
  const posted = heldAt === null ? await tellChannels(tx, ctx, step.channels, message) : step.channels.length;
  // All channels of the step were switched off since: whoever is on call hears of it all the same.
  if (told + posted === 0) await tellPeople(tx, ctx, people, message);
  return null;
}

/** All of the chain was gone through. Where nobody has taken the incident, everybody hears of it, and it is an alert. */
async function giveUp(tx: Tx, ctx: Ctx, { id, incident, reason }: Run): Promise<void> {
  await stopRun(tx, ctx, id, 'exhausted');
  if (reason === 'update' || incident.acknowledgedAt !== null) return;
  await tx.escalationRun.update({ where: { id }, data: { alertDue: true } });
  const message = { runId: id, incident, purpose: 'shout', important: true } as const;
  await tellPeople(tx, ctx, await fallbackOf(tx, incident.productId), message);
}

/** The first step is all that is told: of a raised or reopened incident that somebody has, and of what the law asks for. */
const isOneStep = ({ reason, incident }: Run) =>
  reason === 'duty' || (incident.acknowledgedAt !== null && reason !== 'update');

/** Takes the step that is due. */
async function follow(tx: Tx, ctx: Ctx, run: Run): Promise<void> {
  const steps = stepsSchema.parse(run.chain.steps);
  const step = steps[run.step];
  const again = step ? await call(tx, ctx, run, step) : null;
  if (again !== null) {
    await tx.escalationRun.update({ where: { id: run.id }, data: { nextAt: again } });
    return;
  }
  if (isOneStep(run)) return stopRun(tx, ctx, run.id, 'told');
  const next = nextPlace(steps, run.chain.repeats, run);
  if (next) await tx.escalationRun.update({ where: { id: run.id }, data: { ...next, heldAt: null } });
  else await giveUp(tx, ctx, run);
}

/** A silence that is over is told. Its times were moved when it began: until then nothing of the run is due. */
async function wake(tx: Tx, ctx: Ctx, { id, incident }: Run, until: Date): Promise<void> {
  if (until > ctx.now) return;
  await tx.escalationRun.update({ where: { id }, data: { silencedUntil: null } });
  await keepEntry(tx, ctx, incident, { kind: 'escalation', data: { verb: 'woken', by: 'time' } });
}

/** One run, where no other worker is at it; whatever it does is kept as one, or not at all. */
async function look(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const { incidentId } = await tx.escalationRun.findUniqueOrThrow({ where: { id }, select: { incidentId: true } });
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM incident WHERE id = ${incidentId}::uuid FOR UPDATE SKIP LOCKED`;
  if (held.length === 0) return;
  const run = await tx.escalationRun.findFirst({ where: { id, stoppedAt: null }, include });
  if (!run) return;
  const end = await endOf(tx, run);
  if (end !== null) return stopRun(tx, ctx, id, end);
  if (run.silencedUntil !== null) await wake(tx, ctx, run, run.silencedUntil);
  if (run.nextAt !== null && run.nextAt <= ctx.now) await follow(tx, ctx, run);
  if (run.failedAt !== null) await tx.escalationRun.update({ where: { id }, data: { failedAt: null } });
}

async function lookAt(ctx: Ctx, id: string): Promise<void> {
  try {
    await inTransaction(ctx, (tx) => look(tx, ctx, id));
  } catch (error) {
    await unsafeDb().escalationRun.update({ where: { id }, data: { failedAt: ctx.now } });
    throw error;
  }
}

/**
 * Runs with something due, and those that are over (as `endOf` says), whoever waits longest first. One that could not be
 * followed comes behind the others for a minute, and then in its turn: a hundred of them hold nobody up for longer than a look.
 */
async function findRuns(now: Date): Promise<readonly string[]> {
  const rows = await unsafeDb().$queryRaw<{ id: string }[]>`
    SELECT r.id::text AS id FROM escalation_run r JOIN incident i ON i.id = r.incident_id
    WHERE r.stopped_at IS NULL AND (r.next_at <= ${now} OR r.silenced_until <= ${now} OR i.closed_at IS NOT NULL
      OR (r.reason NOT IN ('update', 'duty') AND i.acknowledged_at IS NOT NULL
        AND (r.reason = 'unanswered' OR i.acknowledged_at > r.started_at))
      OR (r.reason IN ('update', 'duty') AND NOT EXISTS (
        SELECT FROM incident_clock c WHERE c.incident_id = r.incident_id AND c.stopped_at IS NULL
          AND c.breached_at IS NOT NULL AND (c.kind = r.reason OR c.kind LIKE r.reason || ':%'))))
    ORDER BY coalesce(r.failed_at + interval '1 minute', least(r.next_at, ${now}::timestamptz)), r.priority, r.id
    LIMIT ${BATCH}`;
  return rows.map(({ id }) => id);
}

/**
 * Begins chains, takes the steps that are due, and stops what was answered.
 * @returns when the next step is due; null: none is
 */
export async function tickEscalations(ctx: Ctx): Promise<Date | null> {
  await beginRuns(ctx);
  const runs = await findRuns(ctx.now);
  await eachForItself(runs, 'following a chain', (id) => lookAt(ctx, id));
  await raiseNobody(ctx);
  await resolveClosed(ctx);
  const next = await unsafeDb().escalationRun.aggregate({ _min: { nextAt: true }, where: { nextAt: { gt: ctx.now } } });
  return next._min.nextAt;
}
