import { livingAt } from '@/lib/access/data/sessions';
import { lockPerson } from '@/lib/access/mutations/lock';
import { requirePersonWithin } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { type EndReason, endedBy } from '@/lib/access/rules';
import type { EndSessionsOfInput } from '@/lib/access/schema';
import { appendAudit } from '@/lib/core/audit';
import { endSessionUrl } from '@/lib/core/auth/settings';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { inTransaction, type Prisma } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

type OwnCtx = Ctx & { readonly actor: PersonActor };

/** Ends sessions that live, with one audit row that names them; returns how many. */
async function end(
  ctx: Ctx,
  where: Prisma.UserSessionWhereInput,
  reason: EndReason,
  personId: string,
  note?: string,
): Promise<number> {
  const living = await livingAt(ctx.now);
  return inTransaction(ctx, async (tx) => {
    await lockPerson(tx, personId);
    const ended = await tx.userSession.updateManyAndReturn({
      where: { ...where, personId, ...living },
      data: endedBy(reason, ctx.now),
      select: { id: true },
    });
    if (ended.length > 0) {
      await appendAudit(tx, ctx, {
        action: 'session.ended',
        target: { kind: 'person', id: personId },
        data: { reason, sessions: ended.map(({ id }) => id).sort(), ...(note ? { note } : {}) },
      });
    }
    return ended.length;
  });
}

/**
 * One of the person's own sessions.
 * @throws DomainError `not_found` for somebody else's or one that ended already
 */
export async function endOwnSession(ctx: OwnCtx, sessionId: string): Promise<void> {
  const count = await end(ctx, { id: sessionId }, 'ended-by-owner', ctx.actor.id);
  if (count === 0) throw new DomainError('not_found');
}

/** All of the person's sessions but the one in use. */
export function endOtherSessions(ctx: OwnCtx): Promise<number> {
  return end(ctx, { id: { not: ctx.actor.sessionId } }, 'ended-by-owner', ctx.actor.id);
}

/**
 * One or all sessions of a person; acts on their next request. Why is in the audit trail.
 * @throws DomainError `forbidden` for a person outside the actor's reach; `conflict` where nothing lives any more
 */
export async function endSessionsOf(ctx: Ctx, { personId, sessionId, note }: EndSessionsOfInput): Promise<number> {
  const scope = requirePermission(ctx, 'session:end');
  await requirePersonWithin(ctx, scope, personId);
  const count = await end(ctx, sessionId ? { id: sessionId } : {}, 'ended-by-administrator', personId, note);
  if (count === 0) throw new DomainError('conflict');
  return count;
}

/** Ends the session in use; the browser then goes to the returned address and is signed out at the provider too. */
export async function signOut(ctx: OwnCtx): Promise<{ readonly url: string }> {
  const hint = await inTransaction(ctx, (tx) =>
    tx.userSession.findUnique({ where: { id: ctx.actor.sessionId }, select: { loginHint: true } }),
  );
  await end(ctx, { id: ctx.actor.sessionId }, 'signed-out', ctx.actor.id);
  return { url: endSessionUrl(hint?.loginHint ?? null) };
}

/** Every session that began in the provider's session `idpSid`; unknown ones change nothing. */
export async function endSessionsAtProvider(idpSid: string, now: Date, requestId: string): Promise<void> {
  const actor = { kind: 'system', id: null, name: 'identity provider' } as const;
  await inTransaction({}, async (tx) => {
    const ended = await tx.userSession.updateManyAndReturn({
      where: { idpSid, revokedAt: null, expiresAt: { gt: now } },
      data: endedBy('signed-out-at-provider', now),
      select: { id: true, personId: true },
    });
    for (const { id, personId } of ended) {
      await appendAudit(
        tx,
        { actor, now, requestId },
        {
          action: 'session.ended',
          target: { kind: 'person', id: personId },
          data: { reason: 'signed-out-at-provider', sessions: [id] },
        },
      );
    }
  });
}
