import { productFilter, type Scope } from '@/lib/access/policy';
import { addDays } from '@/lib/core/datetime';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { type SectionOf, SOON_DAYS } from '@/lib/reports/content';
import type { Asked } from '@/lib/reports/data/asked';

/** So many are named; the rest is counted, and stands in the register. */
const NAMED = 100;

const some = (values: readonly string[]) => (values.length > 0 ? { in: [...values] } : undefined);

/** Risk acceptances that held then, those that end first at the top, and requests that waited, the oldest first. */
export async function risksSection(
  scope: Scope,
  { filter: { team, product }, at }: Asked,
): Promise<SectionOf<'risks'>> {
  const within = { productId: productFilter(scope), product: { slug: some(product), team: { slug: some(team) } } };
  const where: Prisma.AcceptanceWhereInput = {
    ...within,
    state: { in: ['approved', 'expired', 'revoked', 'replaced'] },
    decidedAt: { lte: at },
    expiresAt: { gt: at },
    OR: [{ endedAt: null }, { endedAt: { gt: at } }],
  };
  const undecided: Prisma.AcceptanceWhereInput = {
    ...within,
    requestedAt: { lte: at },
    expiresAt: { gt: at },
    AND: [
      { OR: [{ decidedAt: null }, { decidedAt: { gt: at } }] },
      { OR: [{ endedAt: null }, { endedAt: { gt: at } }] },
    ],
  };
  const [total, ending, waiting, requests, rows] = await Promise.all([
    unsafeDb().acceptance.count({ where }),
    unsafeDb().acceptance.count({ where: { ...where, expiresAt: { gt: at, lte: addDays(at, SOON_DAYS) } } }),
    unsafeDb().acceptance.count({ where: undecided }),
    unsafeDb().acceptance.findMany({
      where: undecided,
      include: { product: { select: { name: true } }, requester: { select: { name: true } } },
      orderBy: [{ requestedAt: 'asc' }, { number: 'asc' }],
      take: NAMED,
    }),
    unsafeDb().acceptance.findMany({
      where,
      include: { product: { select: { name: true } }, decider: { select: { name: true } } },
      orderBy: [{ expiresAt: 'asc' }, { number: 'asc' }],
      take: NAMED,
    }),
  ]);
  return {
    id: 'risks',
    ...{ total, ending, waiting },
    requests: requests.map(({ number, product, requester, requestedAt, expiresAt }) => ({
      ...{ number, product: product.name, requester: requester.name },
      ...{ requestedAt: requestedAt.toISOString(), expiresAt: expiresAt.toISOString() },
    })),
    rows: rows.map((row) => ({
      ...{ number: row.number, product: row.product.name, scope: row.scope, of: row.packageName ?? row.ruleId ?? '' },
      ...{ ceiling: row.ceiling, reason: row.reason, approver: row.decider?.name ?? '' },
      expiresAt: row.expiresAt.toISOString(),
    })),
  };
}
