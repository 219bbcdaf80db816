import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { takeToken } from '@/lib/core/rate-limit';
import { type HeldIncident, holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { requireMentionable, saidBefore } from '@/lib/incidents/mutations/said';
import { incidentName } from '@/lib/incidents/priority';
import type { DecideInput, SayInput } from '@/lib/incidents/room/schema';
import { notify } from '@/lib/notices/mutations';

/** Messages, decisions and updates of one person together. */
export const SAY_LIMIT = { burst: 30, perSeconds: 60 };

/** The line that is put right: an own message. A correction of a correction puts the first one right. */
async function correctable(tx: Tx, incidentId: string, actorId: string, seq: number) {
  const line = await tx.incidentEntry.findUnique({
    where: { incidentId_seq: { incidentId, seq } },
    select: { kind: true, actorId: true, note: true, data: true },
  });
  if (line?.kind !== 'message') throw new DomainError('invalid', { issue: 'not_correctable' });
  if (line.actorId !== actorId) throw new DomainError('forbidden');
  const first = typeof line.data === 'object' && line.data !== null && 'corrects' in line.data && line.data.corrects;
  return { seq: typeof first === 'number' ? first : seq, note: line.note };
}

async function tellMentioned(tx: Tx, ctx: Ctx, row: HeldIncident, ids: readonly string[]): Promise<void> {
  const params = { actor: ctx.actor.name, name: incidentName(row.number), title: row.title };
  const told = ids.filter((id) => id !== ctx.actor.id);
  await notify(
    tx,
    ctx,
    told.map((personId) => ({
      personId,
      kind: 'incident_mentioned',
      params,
      href: `/incidents/${row.number}`,
      productId: row.productId,
    })),
  );
}

/**
 * Says something to those who work on an incident, or puts an own message right: the first one stays in the log. After the end
 * too: a review goes on. Whoever is mentioned hears of it, at a correction only if they did not before.
 * @returns the number of its line
 * @throws DomainError forbidden, not_found, rate_limited, invalid (`issue`: not_correctable, too_many_mentions,
 * mention_out_of_reach)
 */
export async function sayIncident(ctx: Ctx, { id, key, text, corrects }: SayInput): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  const actor = requirePerson(ctx);
  await takeToken(`incident-say:${actor.id}`, SAY_LIMIT, ctx.now);
  return inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    const before = await saidBefore(tx, id, actor.id, key);
    if (before !== null) return before;
    const mentioned = await requireMentionable(scope, row.productId, text);
    const old = corrects === null ? null : await correctable(tx, id, actor.id, corrects);
    const seq = await keepEntry(tx, ctx, row, {
      kind: 'message',
      note: text,
      data: { key, ...(old ? { corrects: old.seq } : {}) },
    });
    await tellMentioned(
      tx,
      ctx,
      row,
      mentioned.filter((one) => !old?.note.includes(one)),
    );
    return seq;
  });
}

/**
 * Writes down what was decided and why.
 * @returns the number of its line
 * @throws DomainError forbidden, not_found, rate_limited, invalid (`issue`: too_many_mentions, mention_out_of_reach)
 */
export async function decideIncident(ctx: Ctx, { id, key, decided, why }: DecideInput): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  const actor = requirePerson(ctx);
  await takeToken(`incident-say:${actor.id}`, SAY_LIMIT, ctx.now);
  return inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    const before = await saidBefore(tx, id, actor.id, key);
    if (before !== null) return before;
    const note = `${decided}\n\n${why}`;
    const mentioned = await requireMentionable(scope, row.productId, note);
    const seq = await keepEntry(tx, ctx, row, { kind: 'decision', note, data: { key } });
    await tellMentioned(tx, ctx, row, mentioned);
    return seq;
  });
}
