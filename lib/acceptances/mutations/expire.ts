import { z } from 'zod';
import { awaitDecision } from '@/lib/acceptances/mutations/clocks';
import { reopen } from '@/lib/acceptances/mutations/cover';
import { tell } from '@/lib/acceptances/mutations/tell';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';

type Due = { readonly id: string; readonly productId: string };
const dueSchema = z.array(z.object({ id: z.string(), approved: z.boolean() }));

/** The one that is due for longest. Workers share them: what another one has in hand is left to it. */
async function nextDue(tx: Tx, now: Date) {
  const found = await tx.$queryRaw`
    SELECT id::text, state = 'approved' AS approved FROM acceptance
    WHERE state IN ('requested', 'approved') AND expires_at <= ${now.toISOString()}::timestamptz
    ORDER BY expires_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return dueSchema.parse(found)[0] ?? null;
}

async function expireNext(tx: Tx, ctx: Ctx): Promise<Due | null> {
  const due = await nextDue(tx, ctx.now);
  if (!due) return null;
  const { number, productId, scope, requesterId, deciderId, expiresAt } = await tx.acceptance.findUniqueOrThrow({
    where: { id: due.id },
    select: { number: true, productId: true, scope: true, requesterId: true, deciderId: true, expiresAt: true },
  });
  // It ended at its instant, whenever the worker came by; the findings' history has when they were opened again.
  await tx.acceptance.update({
    where: { id: due.id },
    data: { state: 'expired', endedAt: expiresAt, version: { increment: 1 } },
  });
  if (!due.approved && scope === 'findings') await awaitDecision(tx, ctx, due.id, false);
  const { changed } = await reopen(tx, ctx, due.id, { kind: 'acceptance_expired' });
  await appendAudit(tx, ctx, {
    action: 'acceptance.expired',
    target: { kind: 'acceptance', id: due.id },
    productId,
    data: { number, approved: due.approved, reopened: changed, expiredAt: expiresAt.toISOString() },
  });
  const kind = due.approved ? 'acceptance_expired' : 'acceptance_lapsed';
  await tell(tx, ctx, kind, { id: due.id, number, productId }, [requesterId, deciderId], { count: changed });
  return { id: due.id, productId };
}

/**
 * Ends every acceptance whose instant has come and opens its findings again, each in a transaction of its own. Safe to
 * repeat, to kill and to run in several workers.
 * @returns those that were ended here
 */
export async function expireAcceptances(ctx: Ctx): Promise<readonly Due[]> {
  const ended: Due[] = [];
  for (;;) {
    const due = await inTransaction(ctx, (tx) => expireNext(tx, ctx));
    if (!due) return ended;
    ended.push(due);
  }
}

/**
 * Tells requester and approver, once, that an acceptance is about to end.
 * @returns how many acceptances
 */
export async function warnOfExpiry(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const soon = await tx.acceptance.updateManyAndReturn({
      where: { state: 'approved', warnedAt: null, warnAt: { lte: ctx.now }, expiresAt: { gt: ctx.now } },
      data: { warnedAt: ctx.now },
      select: { id: true, number: true, productId: true, requesterId: true, deciderId: true, expiresAt: true },
    });
    for (const { requesterId, deciderId, expiresAt, ...one } of soon) {
      const params = { expiresAt: expiresAt.toISOString() };
      await tell(tx, ctx, 'acceptance_expiring', one, [requesterId, deciderId], params);
    }
    return soon.length;
  });
}
