import { grantsOf } from '@/lib/access/data/sessions';
import { inScope, type Scope, scopeOf } from '@/lib/access/policy';
import { knownRoles } from '@/lib/access/rules';
import { unsafeDb } from '@/lib/core/db';
import type { PersonRef } from '@/lib/findings/types';

type Right = 'finding:triage' | 'finding:read';

/**
 * People who are not disabled, each with the products where the newest sign-in gives them the right; who was made known
 * before the first one, or whose sessions are swept, has the roles that were kept.
 */
async function holders(right: Right, personId?: string): Promise<(PersonRef & { readonly reach: Scope })[]> {
  const people = await unsafeDb().person.findMany({
    where: { disabledAt: null, id: personId },
    select: {
      id: true,
      name: true,
      lastRoles: true,
      sessions: { select: { roles: true }, orderBy: { createdAt: 'desc' }, take: 1 },
      grants: {
        where: { duty: null },
        select: { duty: true, teamId: true, productId: true, team: { select: { products: { select: { id: true } } } } },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return people.flatMap(({ id, name, lastRoles, sessions, grants }) => {
    const roles = knownRoles(sessions[0]?.roles ?? lastRoles);
    const actor = { kind: 'person', id, name, sessionId: '', roles, grants: grantsOf(grants), duties: [] } as const;
    const reach = scopeOf({ actor }, right);
    return reach ? [{ id, name, reach }] : [];
  });
}

/**
 * Who can be given findings of these products: people who may triage in every one of them; of no product, nobody.
 * Products outside the reader's scope are not told apart from products that nobody works on.
 */
export function assignablePeople(scope: Scope, productIds: readonly string[]): Promise<PersonRef[]> {
  return peopleWho('finding:triage', scope, productIds);
}

/** Who can be mentioned at findings of these products: people who may read every one of them. */
export function mentionablePeople(scope: Scope, productIds: readonly string[]): Promise<PersonRef[]> {
  return peopleWho('finding:read', scope, productIds);
}

async function peopleWho(right: Right, scope: Scope, productIds: readonly string[]): Promise<PersonRef[]> {
  if (productIds.length === 0 || !productIds.every((id) => inScope(scope, id))) return [];
  const people = await holders(right);
  return people
    .filter(({ reach }) => productIds.every((id) => inScope(reach, id)))
    .map(({ id, name }) => ({ id, name }));
}

/** Where a person may be given findings; null when nowhere. */
export async function triageReach(personId: string): Promise<Scope['products'] | null> {
  return (await holders('finding:triage', personId))[0]?.reach.products ?? null;
}
