import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { entityOf } from '@/lib/alerts/entity';
import type { SuppressionAddress } from '@/lib/alerts/search-params';
import type { SuppressionRow } from '@/lib/alerts/types';
import { type Prisma, unsafeDb } from '@/lib/core/db';

/** More than these are never in force at once where people look after them. */
const SHOWN = 500;

const some = <T>(values: readonly T[]) => (values.length > 0 ? { in: [...values] } : undefined);

const inForce = (now: Date): Prisma.AlertSuppressionWhereInput => ({ endedAt: null, expiresAt: { gt: now } });

/** Suppressions within the scope, the newest first, with what each held back. `end`: where the reader may end them. */
export async function listSuppressions(
  scope: Scope,
  { view, product, team }: SuppressionAddress,
  { now, end }: { readonly now: Date; readonly end: Scope | null },
): Promise<readonly SuppressionRow[]> {
  const stored = await unsafeDb().alertSuppression.findMany({
    where: {
      productId: productFilter(scope),
      product: { slug: some(product), team: { slug: some(team) } },
      ...(view === 'active' ? inForce(now) : {}),
    },
    include: { product: { select: { id: true, slug: true, name: true } } },
    orderBy: { id: 'desc' },
    take: SHOWN,
  });
  return stored.map((row) => {
    const active = row.endedAt === null && row.expiresAt > now;
    return {
      id: row.id,
      rule: row.rule,
      entity: entityOf(row.entity),
      reason: row.reason,
      createdAt: row.createdAt.toISOString(),
      createdBy: row.createdBy,
      expiresAt: row.expiresAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      active,
      events: row.events,
      lastAt: row.lastAt?.toISOString() ?? null,
      product: row.product,
      mayEnd: active && end !== null && inScope(end, row.productId),
    };
  });
}

/** How many hold back something now. */
export function countSuppressions(scope: Scope, now: Date): Promise<number> {
  return unsafeDb().alertSuppression.count({ where: { productId: productFilter(scope), ...inForce(now) } });
}
