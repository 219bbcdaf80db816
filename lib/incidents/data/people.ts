import { holdersOf } from '@/lib/access/data/holders';
import { inScope, type Scope } from '@/lib/access/policy';
import type { Tx } from '@/lib/core/db';
import { unsafeDb } from '@/lib/core/db';

export type PersonRef = { readonly id: string; readonly name: string };

/** Whether somebody may work on incidents of the product. */
export async function mayWriteIncident(db: Pick<Tx, 'person'>, personId: string, productId: string): Promise<boolean> {
  const holders = await holdersOf('incident:write', personId, db);
  return holders.some(({ reach }) => inScope(reach, productId));
}

type Right = 'incident:write' | 'incident:read' | 'duty:decide';

async function peopleWho(
  right: Right,
  productId: string,
  db: Pick<Tx, 'person'> = unsafeDb(),
): Promise<readonly PersonRef[]> {
  const holders = await holdersOf(right, undefined, db);
  return holders.filter(({ reach }) => inScope(reach, productId)).map(({ id, name }) => ({ id, name }));
}

/** Who can be given a part or a task: whoever may work on incidents of the product. None for readers who do not reach it. */
export async function respondersOf(scope: Scope, productId: string): Promise<readonly PersonRef[]> {
  return inScope(scope, productId) ? peopleWho('incident:write', productId) : [];
}

/** Who can be mentioned: whoever may read incidents of the product. None for readers who do not reach it. */
export async function readersOf(scope: Scope, productId: string): Promise<readonly PersonRef[]> {
  return inScope(scope, productId) ? peopleWho('incident:read', productId) : [];
}

/** Who may say what the law asks for of incidents of the product. For jobs that tell them. */
export function unsafeDecidersOf(tx: Pick<Tx, 'person'>, productId: string): Promise<readonly PersonRef[]> {
  return peopleWho('duty:decide', productId, tx);
}
