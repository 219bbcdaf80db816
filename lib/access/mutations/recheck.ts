import { z } from 'zod';
import { type Identity, identityOf } from '@/lib/access/claims';
import { livingAt } from '@/lib/access/data/sessions';
import { lockPerson } from '@/lib/access/mutations/lock';
import {
  type EndReason,
  endedBy,
  idleSince,
  knownRoles,
  RECHECK_EVERY_MS,
  RECHECK_RETRY_MS,
  uncheckedSince,
} from '@/lib/access/rules';
import { sessionSettings } from '@/lib/access/settings';
import { appendAudit } from '@/lib/core/audit';
import type { Refreshed } from '@/lib/core/auth/refresh';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, type Tx, unsafeDb } from '@/lib/core/db';
import { log } from '@/lib/core/log';
import { seal, unseal } from '@/lib/core/secrets';

const AT_ONCE = 5;
/** More than a question takes at most (lib/core/auth/refresh.ts: two requests of ten seconds). */
const ANSWER_MS = 30_000;

type Ask = (refreshToken: string) => Promise<Refreshed>;

/**
 * Asks the provider about the people of all living sessions whose last answer is older than RECHECK_EVERY_MS, and acts
 * on the answers. One round ends early when the provider does not answer or is slow; the next one goes on.
 */
export async function recheckSessions(worker: Ctx, ask: Ask): Promise<void> {
  const ctx: Ctx = { ...worker, actor: { kind: 'system', id: null, name: 'identity provider' } };
  await endUnchecked(ctx);
  await forgetUnused(ctx);
  const began = performance.now();
  // Leases count from the round's start: none is taken that could run out before its answer.
  while (performance.now() - began < RECHECK_RETRY_MS - ANSWER_MS) {
    const claimed = await claim(ctx);
    const answered = await Promise.all(claimed.map((session) => attempt(ctx, session, ask)));
    if (claimed.length < AT_ONCE || answered.includes(false)) return;
  }
}

const claimedRow = z.object({ id: z.uuid(), person_id: z.uuid(), refresh_token: z.instanceof(Uint8Array) });
type Claimed = { readonly id: string; readonly personId: string; readonly sealed: Uint8Array; readonly lease: Date };

/** Sessions that are due and that nobody else is asking about; they are ours until the lease runs out. */
async function claim(ctx: Ctx): Promise<readonly Claimed[]> {
  const lease = new Date(ctx.now.getTime() + RECHECK_RETRY_MS);
  const due = new Date(ctx.now.getTime() - RECHECK_EVERY_MS);
  const used = idleSince(await sessionSettings(), ctx.now);
  const rows = await unsafeDb().$queryRaw`
    UPDATE user_session SET check_lease = ${lease} WHERE id IN (
      SELECT id FROM user_session
      WHERE revoked_at IS NULL AND refresh_token IS NOT NULL AND expires_at > ${ctx.now} AND last_seen_at > ${used}
        AND checked_at <= ${due} AND (check_lease IS NULL OR check_lease <= ${ctx.now})
      ORDER BY checked_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING id, person_id, refresh_token`;
  const claimed = z.array(claimedRow).parse(rows);
  return claimed.map((row) => ({ id: row.id, personId: row.person_id, sealed: row.refresh_token, lease }));
}

/** The secret was changed: the cookie is void too, and nobody will come back. */
const UNREADABLE = { outcome: 'refused', error: 'the stored token cannot be opened' } as const;

function opened({ id, sealed }: Claimed): string | null {
  try {
    return unseal('refresh-token', sealed, id);
  } catch {
    return null;
  }
}

/** A bug or a broken connection in one must not stop the others; the session is asked about again after its lease. */
async function attempt(ctx: Ctx, session: Claimed, ask: Ask): Promise<boolean> {
  try {
    return await recheck(ctx, session, ask);
  } catch (error) {
    log().error({ err: error, session: session.id, requestId: ctx.requestId }, 're-check failed');
    return true;
  }
}

/** False when the provider gave no answer. */
async function recheck(ctx: Ctx, session: Claimed, ask: Ask): Promise<boolean> {
  const token = opened(session);
  const answer = token === null ? UNREADABLE : await ask(token);
  if (answer.outcome === 'unanswered') {
    log().warn({ error: answer.error, requestId: ctx.requestId }, 'the sign-in provider did not answer a re-check');
    return false;
  }
  if (answer.outcome === 'refused') {
    log().info({ error: answer.error, session: session.id }, 'the sign-in provider refused a re-check');
    await inTransaction(ctx, (tx) => endOne(tx, ctx, session, 'refused-by-provider'));
    return true;
  }
  await inTransaction(ctx, (tx) => confirm(tx, ctx, session, identityOf(answer.claims), answer.refreshToken));
  return true;
}

async function confirm(
  tx: Tx,
  ctx: Ctx,
  session: Claimed,
  identity: Identity | null,
  token: string | null,
): Promise<void> {
  await lockPerson(tx, session.personId);
  const person = await tx.person.findUniqueOrThrow({ where: { id: session.personId } });
  if (identity?.tenantId !== person.tenantId || identity.objectId !== person.objectId) {
    return endOne(tx, ctx, session, 'other-person');
  }
  const rotated = token ? { refreshToken: seal('refresh-token', token, session.id) } : {};
  const kept = await tx.userSession.updateMany({
    where: { id: session.id, revokedAt: null, checkLease: session.lease },
    data: { checkedAt: ctx.now, checkLease: null, ...rotated },
  });
  // Somebody ended the session while we asked: the answer is about nothing any more.
  if (kept.count === 1) await changeRoles(tx, ctx, session.personId, identity.roles);
}

/** For all of the person's sessions at once: roles are the person's, whichever session was asked about. */
async function changeRoles(tx: Tx, ctx: Ctx, personId: string, roles: Identity['roles']): Promise<void> {
  const sessions = await tx.userSession.findMany({
    where: { personId, ...(await livingAt(ctx.now)) },
    orderBy: { createdAt: 'desc' },
    select: { roles: true },
  });
  const others = sessions.find((session) => knownRoles(session.roles).join() !== roles.join());
  if (!others) return;
  await tx.person.update({ where: { id: personId }, data: { lastRoles: [...roles] }, select: { id: true } });
  await tx.userSession.updateMany({ where: { personId, revokedAt: null }, data: { roles: [...roles] } });
  await appendAudit(tx, ctx, {
    action: 'person.roles-changed',
    target: { kind: 'person', id: personId },
    data: { before: knownRoles(others.roles), after: roles },
  });
  if (roles.length === 0) await endAll(tx, ctx, { personId }, 'no-role');
}

function endOne(tx: Tx, ctx: Ctx, { id, lease }: Claimed, reason: EndReason): Promise<void> {
  return endAll(tx, ctx, { id, checkLease: lease }, reason);
}

async function endAll(tx: Tx, ctx: Ctx, where: Prisma.UserSessionWhereInput, reason: EndReason): Promise<void> {
  const ended = await tx.userSession.updateManyAndReturn({
    where: { ...where, revokedAt: null, expiresAt: { gt: ctx.now } },
    data: endedBy(reason, ctx.now),
    select: { id: true, personId: true },
  });
  for (const personId of new Set(ended.map((session) => session.personId))) {
    const sessions = ended.filter((session) => session.personId === personId).map(({ id }) => id);
    await appendAudit(tx, ctx, {
      action: 'session.ended',
      target: { kind: 'person', id: personId },
      data: { reason, sessions: sessions.sort() },
    });
  }
}

/** They count no more already (`sessionState`); this writes it down. */
async function endUnchecked(ctx: Ctx): Promise<void> {
  const used = idleSince(await sessionSettings(), ctx.now);
  const where = { lastSeenAt: { gt: used }, checkedAt: { lte: uncheckedSince(ctx.now) } };
  await inTransaction(ctx, (tx) => endAll(tx, ctx, where, 'provider-unreachable'));
}

/** Nobody comes back to an idle or expired session: its token is not kept. */
async function forgetUnused(ctx: Ctx): Promise<void> {
  const used = idleSince(await sessionSettings(), ctx.now);
  await unsafeDb().userSession.updateMany({
    where: { refreshToken: { not: null }, OR: [{ expiresAt: { lte: ctx.now } }, { lastSeenAt: { lte: used } }] },
    data: { refreshToken: null },
  });
}
