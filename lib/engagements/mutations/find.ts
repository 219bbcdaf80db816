import { productFilter, type Scope } from '@/lib/access/policy';
import type { Ctx, PersonActor } from '@/lib/core/context';
import type { Prisma, Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const select = {
  id: true,
  number: true,
  productId: true,
  title: true,
  state: true,
  startsOn: true,
  endsOn: true,
  retestDueOn: true,
  reportedAt: true,
  ownerId: true,
  version: true,
} as const satisfies Prisma.EngagementSelect;

export type StoredEngagement = Prisma.EngagementGetPayload<{ select: typeof select }>;

/** Tests are set up and recorded by people: a machine answers for none. */
export function requirePerson({ actor }: Ctx): PersonActor {
  if (actor.kind !== 'person') throw new DomainError('forbidden');
  return actor;
}

/**
 * The row, held until the transaction ends.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope: the two look alike
 */
async function holdEngagement(tx: Tx, scope: Scope, id: string): Promise<StoredEngagement> {
  const where = { id, productId: productFilter(scope) };
  // Who may not see it must not make others wait for it.
  if ((await tx.engagement.count({ where })) === 0) throw new DomainError('not_found');
  await tx.$queryRaw`SELECT FROM engagement WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.engagement.findUniqueOrThrow({ where: { id }, select });
}

/** As `holdEngagement`, by its number. @throws DomainError `not_found` */
export async function holdNumber(tx: Tx, scope: Scope, number: number): Promise<StoredEngagement> {
  const found = await tx.engagement.findFirst({
    where: { number, productId: productFilter(scope) },
    select: { id: true },
  });
  if (!found) throw new DomainError('not_found');
  return holdEngagement(tx, scope, found.id);
}

/** As `holdEngagement`, and as the person saw it. @throws DomainError also `conflict` where somebody was faster */
export async function holdSeen(
  tx: Tx,
  scope: Scope,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<StoredEngagement> {
  const row = await holdEngagement(tx, scope, id);
  if (row.version !== version) throw new DomainError('conflict');
  return row;
}
