import { z } from 'zod';
import { rangesOf } from '@/lib/core/addresses/settings-schema';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { log } from '@/lib/core/log';
import { setting } from '@/lib/core/settings';
import { failure, type Outcome, TRIES_MAX, waitAfter } from '@/lib/escalation/channels/outcome';
import { sendThrough } from '@/lib/escalation/channels/send';
import type { Net } from '@/lib/escalation/channels/types';
import { compose } from '@/lib/escalation/compose';
import { CHANNEL_RANGES_DEFAULT, channelRangesSchema } from '@/lib/escalation/settings-schema';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { incidentName } from '@/lib/incidents/priority';
import { notify } from '@/lib/notices/mutations';

const TIMEOUT_MS = 10_000;
/** Whoever took a message and says nothing for so long was killed: another one tries it. */
const LEASE_MS = 60_000;
const AT_ONCE = 5;
const BATCH = 100;

type Taken = { readonly id: string; readonly tries: number };
const takenSchema = z.array(z.object({ id: z.string(), tries: z.number(), before: z.string() }));

/** A try that nobody came back from is kept as lost. After as many as others have, the message is given up. */
async function keepLost(tx: Tx, ctx: Ctx, { id, tries }: Taken): Promise<boolean> {
  const lost = { deliveryId: id, number: tries - 1, at: ctx.now, ms: 0, outcome: 'again', error: 'lost' };
  await tx.escalationAttempt.createMany({ data: [lost], skipDuplicates: true });
  return tries <= TRIES_MAX;
}

/** One message that is due, for this worker alone. `spent`: all of its tries were lost. */
async function take(ctx: Ctx): Promise<(Taken & { readonly spent: boolean }) | null> {
  return inTransaction(ctx, async (tx) => {
    const [taken] = takenSchema.parse(
      await tx.$queryRaw`
        UPDATE escalation_delivery AS d SET state = 'sending', attempts = d.attempts + 1,
          next_at = ${new Date(ctx.now.getTime() + LEASE_MS)}
        FROM (SELECT id, state FROM escalation_delivery WHERE next_at <= ${ctx.now}
          ORDER BY important DESC, next_at LIMIT 1 FOR UPDATE SKIP LOCKED) AS due
        WHERE d.id = due.id RETURNING d.id::text, d.attempts AS tries, due.state AS before`,
    );
    if (!taken) return null;
    const spent = taken.before === 'sending' && !(await keepLost(tx, ctx, taken));
    return { id: taken.id, tries: taken.tries, spent };
  });
}

const select = {
  ...{ id: true, kind: true, runId: true, purpose: true, createdAt: true, recipient: true },
  channel: { select: { id: true, kind: true, config: true, secret: true, locale: true, enabled: true } },
  person: { select: { id: true, email: true, locale: true, disabledAt: true } },
  incident: { include: { product: { select: { name: true } } } },
  run: { select: { reason: true, stoppedAt: true, stopReason: true } },
} as const;

/** Whether nobody needs to hear of it any more. */
function overtaken(run: { readonly stoppedAt: Date | null; readonly stopReason: string | null } | null): boolean {
  return run !== null && run.stoppedAt !== null && !['told', 'exhausted'].includes(run.stopReason ?? '');
}

function stateAfter(outcome: Outcome, tries: number, now: Date) {
  if (outcome.ok) return { state: 'sent', sentAt: now, nextAt: null, error: null, detail: '' };
  const wait = waitAfter(tries, outcome);
  const { error, detail } = outcome;
  if (wait === null) return { state: 'failed', nextAt: null, error, detail };
  return { state: 'queued', nextAt: new Date(now.getTime() + wait), error, detail };
}

type Told = { readonly number: number; readonly title: string; readonly priority: number; readonly productId: string };

/** Whom a message did not reach is told in Lagebild, whatever ways they chose. */
function tellInside(tx: Tx, ctx: Ctx, personId: string, { number, title, priority, productId }: Told): Promise<void> {
  const params = { name: incidentName(number), title, priority };
  return notify(tx, ctx, [{ personId, kind: 'escalated', params, href: `/incidents/${number}`, productId }]);
}

/** Writes what became of a try, unless another worker has taken the message since. */
async function settle(tx: Tx, ctx: Ctx, { id, tries }: Taken, outcome: Outcome, ms: number): Promise<void> {
  const row = await tx.escalationDelivery.findUniqueOrThrow({ where: { id }, select });
  if (row.incident) await tx.$queryRaw`SELECT FROM incident WHERE id = ${row.incident.id}::uuid FOR UPDATE`;
  const now = new Date(ctx.now.getTime() + ms);
  const after = stateAfter(outcome, tries, now);
  const about = row.purpose === 'call' || row.purpose === 'shout';
  const data = after.state === 'queued' && about && overtaken(row.run) ? { state: 'cancelled', nextAt: null } : after;
  const { count } = await tx.escalationDelivery.updateMany({ where: { id, attempts: tries, state: 'sending' }, data });
  if (count === 0) return;
  await tx.escalationAttempt.create({
    data: {
      ...{ deliveryId: id, number: tries, at: ctx.now, ms, status: outcome.status },
      ...(outcome.ok
        ? { outcome: outcome.confirmed ? 'delivered' : 'sent' }
        : { outcome: data.state === 'queued' ? 'again' : 'failed', error: outcome.error, detail: outcome.detail }),
    },
  });
  if (!row.incident || (data.state !== 'sent' && data.state !== 'failed')) return;
  if (data.state === 'failed' && about && row.person)
    await tellInside(tx, { ...ctx, now }, row.person.id, row.incident);
  const verb = outcome.ok ? (outcome.confirmed ? 'delivered' : 'sent') : 'failed';
  await keepEntry(tx, { ...ctx, now }, row.incident, {
    kind: 'escalation',
    note: outcome.ok ? '' : outcome.detail,
    data: {
      ...{ verb, way: row.kind, recipient: row.recipient, purpose: row.purpose, tries },
      ...(outcome.ok ? {} : { error: outcome.error }),
    },
  });
}

/** What came of sending, whatever was thrown on the way: a fault of our own is a try like any other. */
async function attempt(ctx: Ctx, { id, spent }: Taken & { readonly spent: boolean }, net: Net): Promise<Outcome> {
  if (spent) return failure('lost');
  try {
    const row = await unsafeDb().escalationDelivery.findUniqueOrThrow({ where: { id }, select });
    const there = row.person === null || row.person.disabledAt === null;
    // One that was switched off since takes nothing more, but for a test.
    const inUse = row.channel?.enabled === true || row.purpose === 'test';
    return await sendThrough(compose(row, ctx.now), there && inUse ? row.channel : null, net);
  } catch (error) {
    log().error({ err: error, id }, 'a message could not be made');
    return failure('internal');
  }
}

/** The least that has to be kept where a try cannot be settled: its number, and when the next one is. What went out stays sent. */
async function settleBarely(tx: Tx, ctx: Ctx, { id, tries }: Taken, outcome: Outcome, ms: number): Promise<void> {
  const { state, nextAt } = stateAfter(outcome.ok ? outcome : failure('internal'), tries, ctx.now);
  const { count } = await tx.escalationDelivery.updateMany({
    where: { id, attempts: tries, state: 'sending' },
    data: { state, nextAt, error: 'internal', ...(outcome.ok ? { sentAt: ctx.now } : {}) },
  });
  if (count === 0) return;
  const kept = { deliveryId: id, number: tries, at: ctx.now, ms, error: 'internal' };
  await tx.escalationAttempt.create({
    data: { ...kept, outcome: state === 'queued' ? 'again' : state, status: outcome.status },
  });
}

async function sendOne(ctx: Ctx, taken: Taken & { readonly spent: boolean }, net: Net): Promise<void> {
  const startedAt = performance.now();
  const outcome = await attempt(ctx, taken, net);
  const ms = Math.round(performance.now() - startedAt);
  try {
    await inTransaction({}, (tx) => settle(tx, ctx, taken, outcome, ms));
  } catch (error) {
    await inTransaction({}, (tx) => settleBarely(tx, ctx, taken, outcome, ms));
    throw error;
  }
}

/**
 * Sends what is due, a few at a time. Somebody killed after a message went out and before that was written down has it sent
 * again: with the same id, by which the other side can tell.
 * @returns when the next one is due; null: none is
 */
export async function deliver(ctx: Ctx, more: Partial<Net> = {}): Promise<Date | null> {
  const allowed = rangesOf(await setting('escalation.ranges', channelRangesSchema, CHANNEL_RANGES_DEFAULT));
  const net: Net = { allowed, timeoutMs: TIMEOUT_MS, now: ctx.now, ...more };
  const began = performance.now();
  // A batch takes minutes where other sides are slow: leases and signatures count from each try.
  const present = (): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + performance.now() - began) });
  let left = BATCH;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const own = present();
      const taken = await take(own);
      if (!taken) return;
      await eachForItself([taken], 'sending a message', (one) => sendOne(own, one, { ...net, now: own.now }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const next = await unsafeDb().escalationDelivery.aggregate({ _min: { nextAt: true } });
  return next._min.nextAt;
}
