import { livingAt } from '@/lib/access/data/sessions';
import type { Scope } from '@/lib/access/policy';
import { knownRoles } from '@/lib/access/rules';
import type { SignedInDto } from '@/lib/access/types';
import type { PersonActor } from '@/lib/core/context';
import { type Prisma, unsafeDb } from '@/lib/core/db';

const LIMIT = 500;

/**
 * `coversPerson` as SQL: people of whom the actor reaches every place where they work. By grants beyond the reach, not
 * by `every`: that would take a comparison with NULL for covered.
 */
function within(scope: Scope, { grants }: PersonActor): Prisma.PersonWhereInput {
  if (scope.products === 'all') return {};
  const beyond = [
    { teamId: null, productId: null },
    { teamId: { not: null, notIn: [...grants.teams] } },
    { teamId: null, productId: { notIn: [...grants.products] } },
  ];
  return { grants: { some: {}, none: { OR: beyond } } };
}

/** Living sessions of other people that the actor may end, the last used first; `search` is in name or address. */
export async function listSignedIn(
  scope: Scope,
  actor: PersonActor,
  search: string,
  now: Date,
): Promise<SignedInDto[]> {
  const contains = { contains: search, mode: 'insensitive' } as const;
  const found = search ? { OR: [{ name: contains }, { email: contains }] } : {};
  const rows = await unsafeDb().userSession.findMany({
    where: { ...(await livingAt(now)), personId: { not: actor.id }, person: { AND: [within(scope, actor), found] } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    take: LIMIT,
    select: {
      id: true,
      roles: true,
      address: true,
      userAgent: true,
      createdAt: true,
      lastSeenAt: true,
      person: { select: { id: true, name: true, email: true } },
    },
  });
  return rows.map((row) => ({
    ...row,
    roles: knownRoles(row.roles),
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  }));
}
