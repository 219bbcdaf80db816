import { productFilter, type Scope } from '@/lib/access/policy';
import { isoDay } from '@/lib/core/datetime';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { NO_FINDINGS, statesOf } from '@/lib/engagements/data/findings';
import { kindOf, performerOf } from '@/lib/engagements/data/rows';
import { isCurrent } from '@/lib/engagements/rules';
import type { DoneTest, ProductTests } from '@/lib/engagements/types';

const select = {
  number: true,
  productId: true,
  title: true,
  kind: true,
  performer: true,
  company: true,
  endsOn: true,
  state: true,
} as const satisfies Prisma.EngagementSelect;

type Stored = Prisma.EngagementGetPayload<{ select: typeof select }>;

function newest(where: Prisma.EngagementWhereInput): Promise<Stored[]> {
  return unsafeDb().engagement.findMany({
    where: { ...where, reportedAt: { not: null } },
    distinct: ['productId'],
    orderBy: [{ productId: 'asc' }, { endsOn: 'desc' }, { number: 'desc' }],
    select,
  });
}

function toTest({ productId: _, kind, performer, endsOn, ...rest }: Stored): DoneTest {
  return { ...rest, kind: kindOf(kind), performer: performerOf(performer), endedOn: isoDay(endsOn) };
}

const byProduct = (tests: readonly Stored[]) => new Map(tests.map((test) => [test.productId, test]));

/**
 * Each product of the scope with its newest test that was done (it ended before `now`, and its report is there), the
 * newest by a third party, and what became of the newest one's findings, which programme safeguard B4 is computed from.
 * Products without a current third-party test come first.
 */
export async function lastTests(
  scope: Scope,
  now: Date,
  narrow: { readonly product: readonly string[]; readonly team: readonly string[] } = { product: [], team: [] },
): Promise<readonly ProductTests[]> {
  const inScope: Prisma.ProductWhereInput = {
    id: productFilter(scope),
    ...(narrow.product.length > 0 && { slug: { in: [...narrow.product] } }),
    ...(narrow.team.length > 0 && { team: { slug: { in: [...narrow.team] } } }),
  };
  const done: Prisma.EngagementWhereInput = { product: inScope, endsOn: { lte: now } };
  const [products, last, thirdParty] = await Promise.all([
    unsafeDb().product.findMany({
      where: inScope,
      select: { id: true, slug: true, name: true },
      orderBy: { name: 'asc' },
    }),
    newest(done),
    newest({ ...done, performer: 'third_party' }),
  ]);
  const states = await statesOf(last);
  const [lastOf, thirdPartyOf] = [byProduct(last), byProduct(thirdParty)];
  const rows = products.map((product): ProductTests => {
    const test = lastOf.get(product.id);
    const outside = thirdPartyOf.get(product.id);
    return {
      product,
      last: test ? { ...toTest(test), findings: states.get(test.number) ?? NO_FINDINGS } : null,
      lastThirdParty: outside ? toTest(outside) : null,
      current: outside !== undefined && isCurrent(isoDay(outside.endsOn), now),
    };
  });
  return rows.toSorted((a, b) => Number(a.current) - Number(b.current));
}
