import { holdersOf } from '@/lib/access/data/holders';
import { inScope, type Scope } from '@/lib/access/policy';
import type { PersonRef } from '@/lib/findings/types';

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

async function peopleWho(
  right: 'finding:triage' | 'finding:read',
  scope: Scope,
  productIds: readonly string[],
): Promise<PersonRef[]> {
  if (productIds.length === 0 || !productIds.every((id) => inScope(scope, id))) return [];
  const people = await holdersOf(right);
  return people
    .filter(({ reach }) => productIds.every((id) => inScope(reach, id)))
    .map(({ id, name }) => ({ id, name }));
}

/** Where a person may be given findings; null when nowhere. */
export async function triageReach(personId: string): Promise<Scope['products'] | null> {
  return (await holdersOf('finding:triage', personId))[0]?.reach.products ?? null;
}
