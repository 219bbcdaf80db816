import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { SILENCE_HOURS_MAX, type Silence, type Wake } from '@/lib/escalation/schema';
import { holdIncident, requireOpen, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

type Live = {
  readonly id: string;
  readonly roundAt: Date;
  readonly nextAt: Date | null;
  readonly heldAt: Date | null;
  readonly silencedUntil: Date | null;
};

const liveOf = (tx: Tx, incidentId: string): Promise<Live[]> =>
  tx.escalationRun.findMany({
    where: { incidentId, stoppedAt: null },
    select: { id: true, roundAt: true, nextAt: true, heldAt: true, silencedUntil: true },
  });

/** Rests until then: all that is still to come moves by as much, so that no step is skipped or comes twice. */
async function rest(tx: Tx, now: Date, run: Live, until: Date): Promise<void> {
  const before = run.silencedUntil ?? now;
  const moved = until.getTime() - before.getTime();
  const later = (at: Date | null) => at && new Date(at.getTime() + moved);
  await tx.escalationRun.update({
    where: { id: run.id },
    data: {
      ...{ roundAt: new Date(run.roundAt.getTime() + moved), nextAt: later(run.nextAt), heldAt: later(run.heldAt) },
      silencedUntil: until > now ? until : null,
    },
  });
  // Messages that wait for their next try rest too, and those that rested come with the chain.
  const waiting = { runId: run.id, state: 'queued' };
  await tx.escalationDelivery.updateMany({ where: { ...waiting, nextAt: before }, data: { nextAt: until } });
  await tx.escalationDelivery.updateMany({ where: { ...waiting, nextAt: { lt: until } }, data: { nextAt: until } });
}

/**
 * Makes the chains that are under way rest, for a reason, until a moment within a day; then they go on by themselves where they
 * were. An incident that is raised or opened again is not silent: that is another chain.
 * @throws DomainError forbidden, not_found, invalid (`closed`, `no_chain`, `past`, `too_long`)
 */
export async function silenceChains(ctx: Ctx, { id, until, reason }: Silence): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  if (until <= ctx.now) throw new DomainError('invalid', { issue: 'past' });
  if (until.getTime() - ctx.now.getTime() > SILENCE_HOURS_MAX * 3_600_000)
    throw new DomainError('invalid', { issue: 'too_long' });
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const live = await liveOf(tx, id);
    if (live.length === 0) throw new DomainError('invalid', { issue: 'no_chain' });
    for (const run of live) await rest(tx, ctx.now, run, until);
    const data = { verb: 'silenced', until: until.toISOString() };
    await keepEntry(tx, ctx, row, { kind: 'escalation', note: reason, data });
  });
}

/** Lets silent chains go on at once. @throws DomainError forbidden, not_found, invalid (`closed`, `not_silent`) */
export async function wakeChains(ctx: Ctx, { id }: Wake): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const silent = (await liveOf(tx, id)).filter(({ silencedUntil }) => silencedUntil !== null);
    if (silent.length === 0) throw new DomainError('invalid', { issue: 'not_silent' });
    for (const run of silent) await rest(tx, ctx.now, run, ctx.now);
    await keepEntry(tx, ctx, row, { kind: 'escalation', data: { verb: 'woken', by: 'person' } });
  });
}
