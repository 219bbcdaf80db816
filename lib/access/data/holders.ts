import { grantsOf } from '@/lib/access/data/sessions';
import { type Permission, type Scope, scopeOf } from '@/lib/access/policy';
import { knownRoles } from '@/lib/access/rules';
import type { PersonActor } from '@/lib/core/context';
import { type Tx, unsafeDb } from '@/lib/core/db';

type Holder = {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string | null;
  readonly reach: Scope;
  readonly actor: PersonActor;
};

/**
 * People who are not disabled, each with the products where the newest sign-in gives them the right; who was made known
 * before the first one, or whose sessions are swept, has the roles that were kept. For lists of people to choose from and for
 * jobs: what is asked of somebody now is decided by `requirePermission`.
 */
export async function holdersOf(
  right: Permission,
  personId?: string,
  db: Pick<Tx, 'person'> = unsafeDb(),
): Promise<Holder[]> {
  const people = await db.person.findMany({
    where: { disabledAt: null, id: personId },
    select: {
      id: true,
      name: true,
      timeZone: true,
      lastRoles: true,
      sessions: { select: { roles: true }, orderBy: { createdAt: 'desc' }, take: 1 },
      grants: {
        where: { duty: null },
        select: { duty: true, teamId: true, productId: true, team: { select: { products: { select: { id: true } } } } },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return people.flatMap(({ id, name, timeZone, lastRoles, sessions, grants }) => {
    const roles = knownRoles(sessions[0]?.roles ?? lastRoles);
    const actor: PersonActor = {
      ...{ kind: 'person', id, name, sessionId: '', roles, grants: grantsOf(grants), duties: [], elevations: [] },
    };
    const reach = scopeOf({ actor }, right);
    return reach ? [{ id, name, timeZone, reach, actor }] : [];
  });
}
