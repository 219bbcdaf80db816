import { livingAt } from '@/lib/access/data/sessions';
import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { coversPerson, knownRoles } from '@/lib/access/rules';
import type { GrantDto, PersonDto, PlaceDto } from '@/lib/access/types';
import type { Grants } from '@/lib/core/context';
import { type Prisma, unsafeDb } from '@/lib/core/db';

const select = {
  id: true,
  name: true,
  email: true,
  lastRoles: true,
  lastSignInAt: true,
  disabledAt: true,
  grants: {
    orderBy: { id: 'asc' },
    select: {
      id: true,
      duty: true,
      teamId: true,
      productId: true,
      team: { select: { id: true, name: true, products: { select: { id: true } } } },
      product: { select: { id: true, name: true } },
    },
  },
} as const satisfies Prisma.PersonSelect;

type Row = Prisma.PersonGetPayload<{ select: typeof select }>;

type Reach = { readonly scope: Scope; readonly grants: Grants };

/** Names of teams that the reach has nothing in are nobody's business there. */
function grantDto({ id, duty, team, product }: Row['grants'][number], { scope }: Reach): GrantDto {
  const known = (products: readonly { readonly id: string }[]) =>
    scope.products === 'all' || products.some((one) => inScope(scope, one.id));
  return {
    id,
    duty: duty === 'RiskApprover' ? duty : null,
    team: team && { id: team.id, name: known(team.products) ? team.name : null },
    product: product && { id: product.id, name: known([product]) ? product.name : null },
  };
}

function dto(row: Row, livingSessions: number, reach: Reach): PersonDto {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roles: knownRoles(row.lastRoles),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    livingSessions,
    grants: row.grants.map((grant) => grantDto(grant, reach)),
    within: reach.scope.products === 'all' || coversPerson(reach.grants, row.grants),
  };
}

async function livingSessions(now: Date): Promise<Map<string, number>> {
  const groups = await unsafeDb().userSession.groupBy({
    by: ['personId'],
    where: await livingAt(now),
    _count: { _all: true },
  });
  return new Map(groups.map(({ personId, _count }) => [personId, _count._all]));
}

/**
 * Who works within the scope, and who works nowhere yet: they wait for a team, and any team may take them in. Whoever
 * reaches nothing has no team to take them into.
 */
function inReach({ scope, grants }: Reach): Prisma.PersonWhereInput {
  const productId = productFilter(scope);
  if (!productId) return {};
  if (grants.teams.length + grants.products.length === 0) return { id: { in: [] } };
  const everywhere = { teamId: null, productId: null };
  const here = { OR: [everywhere, { productId }, { team: { products: { some: { id: productId } } } }] };
  return { OR: [{ grants: { some: here } }, { grants: { none: {} } }] };
}

/** People in reach who ever signed in, by name. `grants` are those by which the person who asks holds the scope. */
export async function listPeople(scope: Scope, grants: Grants, search: string, now: Date): Promise<PersonDto[]> {
  const contains = { contains: search, mode: 'insensitive' } as const;
  const found = search ? { OR: [{ name: contains }, { email: contains }] } : {};
  const rows = await unsafeDb().person.findMany({
    where: { AND: [inReach({ scope, grants }), found] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
    select,
  });
  const living = await livingSessions(now);
  return rows.map((row) => dto(row, living.get(row.id) ?? 0, { scope, grants }));
}

/** Teams and products in scope, to choose from. */
export function listPlaces(scope: Scope): Promise<PlaceDto[]> {
  const id = productFilter(scope);
  return unsafeDb().team.findMany({
    where: id ? { products: { some: { id } } } : {},
    orderBy: { name: 'asc' },
    select: {
      id: true,
      name: true,
      products: { where: { id }, orderBy: { name: 'asc' }, select: { id: true, name: true } },
    },
  });
}
