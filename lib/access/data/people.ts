import { livingAt } from '@/lib/access/data/sessions';
import { productFilter, type Scope } from '@/lib/access/policy';
import { knownRoles } from '@/lib/access/rules';
import type { GrantDto, PersonDto, PlaceDto } from '@/lib/access/types';
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
      team: { select: { id: true, name: true } },
      product: { select: { id: true, name: true } },
    },
  },
} as const satisfies Prisma.PersonSelect;

type Row = Prisma.PersonGetPayload<{ select: typeof select }>;

function grantDto({ id, duty, team, product }: Row['grants'][number]): GrantDto {
  return { id, duty: duty === 'RiskApprover' ? duty : null, team, product };
}

function dto(row: Row, livingSessions: number): PersonDto {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roles: knownRoles(row.lastRoles),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    livingSessions,
    grants: row.grants.map(grantDto),
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

/** Everybody who ever signed in, by name. People belong to no product: the permission alone decides. */
export async function listPeople(_scope: Scope, search: string, now: Date): Promise<PersonDto[]> {
  const contains = { contains: search, mode: 'insensitive' } as const;
  const rows = await unsafeDb().person.findMany({
    where: search ? { OR: [{ name: contains }, { email: contains }] } : {},
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
    select,
  });
  const living = await livingSessions(now);
  return rows.map((row) => dto(row, living.get(row.id) ?? 0));
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
