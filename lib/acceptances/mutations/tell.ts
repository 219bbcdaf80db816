import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { notify } from '@/lib/notices/mutations';
import type { NoticeKind, NoticeParams } from '@/lib/notices/types';

type Told = { readonly id: string; readonly number: number; readonly productId: string };

/** The duty counts where it was given for the product or its team; everywhere is no place for it (policy: O). */
export async function approversOf(tx: Tx, productId: string): Promise<string[]> {
  const people = await tx.person.findMany({
    where: {
      disabledAt: null,
      NOT: { lastRoles: { hasSome: ['Auditor', 'Admin'] } },
      grants: {
        some: { duty: 'RiskApprover', OR: [{ productId }, { team: { products: { some: { id: productId } } } }] },
      },
    },
    select: { id: true },
  });
  return people.map(({ id }) => id);
}

/** Tells people of an acceptance, each once and never whoever did it. */
export async function tell(
  tx: Tx,
  ctx: Ctx,
  kind: NoticeKind,
  { id, number, productId }: Told,
  people: readonly (string | null)[],
  params: NoticeParams = {},
): Promise<void> {
  const others = [...new Set(people)].flatMap((one) => (one === null || one === ctx.actor.id ? [] : [one]));
  const product = await tx.product.findUniqueOrThrow({ where: { id: productId }, select: { name: true } });
  const all = { number, product: product.name, actor: ctx.actor.name, ...params };
  await notify(
    tx,
    ctx,
    others.map((personId) => ({ personId, kind, params: all, href: `/acceptances/${id}`, productId })),
  );
}
