import { z } from 'zod';
import { type Scope, scopeOf } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { NOTICE_KINDS, type NoticePage, UNREAD_MAX } from '@/lib/notices/types';

export const NOTICES_PAGE = 30;

const rowSchema = z.object({
  id: z.number(),
  at: z.date().transform((at) => at.toISOString()),
  kind: z.enum(NOTICE_KINDS),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  href: z.string(),
  readAt: z.date().nullable(),
});

function reachable(products: Scope['products']): Prisma.NoticeWhereInput {
  if (products === 'all') return {};
  return { OR: [{ productId: null }, { productId: { in: [...products] } }] };
}

/** A person's own notices of what they still reach. Kinds that this version does not know have no words: left out. */
function ownNotices(actor: PersonActor): Prisma.NoticeWhereInput {
  const products = scopeOf({ actor }, 'finding:read')?.products ?? [];
  return { personId: actor.id, kind: { in: [...NOTICE_KINDS] }, ...reachable(products) };
}

/** A page of a person's own notices, the newest first, and how many are unread. */
export async function listNotices(actor: PersonActor, before: number | null): Promise<NoticePage> {
  const own = ownNotices(actor);
  const [found, unread] = await Promise.all([
    unsafeDb().notice.findMany({
      where: { AND: [own, before === null ? {} : { id: { lt: before } }] },
      orderBy: { id: 'desc' },
      take: NOTICES_PAGE + 1,
      select: { id: true, at: true, kind: true, params: true, href: true, readAt: true },
    }),
    unsafeDb().notice.count({ where: { AND: [own, { readAt: null }] }, take: UNREAD_MAX + 1 }),
  ]);
  const rows = z.array(rowSchema).parse(found.slice(0, NOTICES_PAGE));
  return {
    rows: rows.map(({ readAt, ...row }) => ({ ...row, read: readAt !== null })),
    next: found.length > NOTICES_PAGE ? (rows.at(-1)?.id ?? null) : null,
    unread,
  };
}
