import { grantsOf } from '@/lib/access/data/sessions';
import { inScope, type Scope, scopeOf } from '@/lib/access/policy';
import { knownRoles } from '@/lib/access/rules';
import { unsafeDb } from '@/lib/core/db';
import type { PersonRef } from '@/lib/findings/types';

/** People who are not disabled, each with the products where the newest sign-in lets them triage. */
async function triagers(personId?: string): Promise<(PersonRef & { readonly reach: Scope })[]> {
  const people = await unsafeDb().person.findMany({
    where: { disabledAt: null, id: personId },
    select: {
      id: true,
      name: true,
      sessions: { select: { roles: true }, orderBy: { createdAt: 'desc' }, take: 1 },
      grants: {
        where: { duty: null },
        select: { duty: true, teamId: true, productId: true, team: { select: { products: { select: { id: true } } } } },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return people.flatMap(({ id, name, sessions, grants }) => {
    const roles = knownRoles(sessions[0]?.roles ?? []);
    const actor = { kind: 'person', id, name, sessionId: '', roles, grants: grantsOf(grants), duties: [] } as const;
    const reach = scopeOf({ actor }, 'finding:triage');
    return reach ? [{ id, name, reach }] : [];
  });
}

/**
 * Who can be given findings of these products: people who may triage in every one of them; of no product, nobody.
 * Products outside the reader's scope are not told apart from products that nobody works on.
 */
export async function assignablePeople(scope: Scope, productIds: readonly string[]): Promise<PersonRef[]> {
  if (productIds.length === 0 || !productIds.every((id) => inScope(scope, id))) return [];
  const people = await triagers();
  return people
    .filter(({ reach }) => productIds.every((id) => inScope(reach, id)))
    .map(({ id, name }) => ({ id, name }));
}

/** Where a person may be given findings; null when nowhere. */
export async function triageReach(personId: string): Promise<Scope['products'] | null> {
  return (await triagers(personId))[0]?.reach.products ?? null;
}
