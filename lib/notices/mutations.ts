import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { ReadNotices } from '@/lib/notices/schema';
import type { NewNotice } from '@/lib/notices/types';

/**
 * Tells people something, in the transaction of what happened. One notice a person and verb: of 12,000 findings it says
 * the number. Callers leave out whoever did it. Set-based callers may insert into `notice` with SQL instead.
 */
export async function notify(tx: Tx, ctx: Ctx, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await tx.notice.createMany({ data: notices.map((notice) => ({ ...notice, at: ctx.now })) });
}

/** Marks own notices as read; those of others and those that were read before stay as they are. */
export async function markRead(ctx: Ctx, input: ReadNotices): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new DomainError('forbidden');
  const which = 'ids' in input ? { in: input.ids } : { lte: input.upTo };
  await inTransaction(ctx, (tx) =>
    tx.notice.updateMany({ where: { personId: actor.id, readAt: null, id: which }, data: { readAt: ctx.now } }),
  );
}
