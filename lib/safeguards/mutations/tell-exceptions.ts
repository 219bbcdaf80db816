import { holdersOf } from '@/lib/access/data/holders';
import { covers } from '@/lib/access/rules';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { inTransaction, type Tx } from '@/lib/core/db';
import { notify } from '@/lib/notices/mutations';
import type { NoticeKind, NoticeParams } from '@/lib/notices/types';
import { safeguardHref } from '@/lib/safeguards/place';

/** Days before its end that people are reminded of an exception, or of a request that nobody decided. */
export const REMIND_DAYS = 7;

export type Asked = {
  readonly number: number;
  readonly safeguard: string;
  readonly teamId: string | null;
  readonly productId: string | null;
  readonly requesterId: string;
};

/** Those who may approve it, without who asked: the same question as `decideException` asks. */
async function approversOf(tx: Tx, { teamId, productId, requesterId }: Asked): Promise<readonly string[]> {
  const people = await holdersOf('safeguard:approve', undefined, tx);
  return people
    .filter(({ id, reach, actor }) => {
      if (id === requesterId) return false;
      if (reach.products === 'all') return true;
      return productId === null ? covers(actor.grants, { teamId, productId }) : reach.products.includes(productId);
    })
    .map(({ id }) => id);
}

/** Of these, people who are still there and may see promises. */
async function readersOf(tx: Tx, ids: readonly (string | null)[]): Promise<readonly string[]> {
  const people = await holdersOf('posture:read', undefined, tx);
  return people.map(({ id }) => id).filter((id) => ids.includes(id));
}

function write(
  tx: Tx,
  ctx: Ctx,
  kind: NoticeKind,
  { number, safeguard, productId }: Asked,
  people: readonly string[],
  params: NoticeParams,
): Promise<void> {
  const own = { kind, params: { number, safeguard, ...params }, href: safeguardHref(safeguard), productId };
  return notify(
    tx,
    ctx,
    people.map((personId) => ({ personId, ...own })),
  );
}

/** Tells those who may decide that a request waits. */
export async function tellRequested(tx: Tx, ctx: Ctx, asked: Asked): Promise<void> {
  await write(tx, ctx, 'exception_requested', asked, await approversOf(tx, asked), { actor: ctx.actor.name });
}

/** Tells who asked what was decided. */
export async function tellDecided(tx: Tx, ctx: Ctx, asked: Asked, approved: boolean): Promise<void> {
  const kind = approved ? 'exception_approved' : 'exception_rejected';
  await write(tx, ctx, kind, asked, await readersOf(tx, [asked.requesterId]), { actor: ctx.actor.name });
}

/** Numbers of exceptions of which somebody was reminded. */
async function reminded(tx: Tx, now: Date): Promise<ReadonlySet<unknown>> {
  const rows = await tx.notice.findMany({
    where: { kind: 'exception_ending', at: { gt: addDays(now, -REMIND_DAYS) } },
    select: { params: true },
  });
  return new Set(
    rows.map(({ params }) => (params !== null && typeof params === 'object' && 'number' in params ? params.number : 0)),
  );
}

/**
 * Reminds of what ends within `REMIND_DAYS`, once: of an exception those who asked and approved, of a request that waits those
 * who may decide. The rows are locked, so that two workers do not both remind.
 */
export async function remindOfExceptions(ctx: Ctx): Promise<void> {
  const until = addDays(ctx.now, REMIND_DAYS);
  await inTransaction(ctx, async (tx) => {
    await tx.$queryRaw`
      SELECT id FROM safeguard_exception WHERE ended_at IS NULL AND approved IS NOT FALSE
        AND expires_at > ${ctx.now}::timestamptz AND expires_at <= ${until}::timestamptz ORDER BY id FOR UPDATE`;
    const told = await reminded(tx, ctx.now);
    const due = await tx.safeguardException.findMany({
      where: {
        ...{ endedAt: null, expiresAt: { gt: ctx.now, lte: until } },
        OR: [{ approved: null }, { approved: true }],
      },
      orderBy: { id: 'asc' },
    });
    for (const one of due.filter(({ number }) => !told.has(number))) {
      const waiting = one.approved === null;
      const people = waiting ? await approversOf(tx, one) : await readersOf(tx, [one.requesterId, one.deciderId]);
      const params = { state: waiting ? 'waiting' : 'approved', expiresAt: one.expiresAt.toISOString() };
      await write(tx, ctx, 'exception_ending', one, people, params);
    }
  });
}
