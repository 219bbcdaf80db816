import type { Ctx, PersonActor } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/** What an organisation says of itself is said by people. */
export function requirePerson({ actor }: Ctx): PersonActor {
  if (actor.kind !== 'person') throw new DomainError('forbidden');
  return actor;
}

/** The owner that was chosen. @throws DomainError `invalid` (`issue: owner_unknown`) */
export async function requireOwner(tx: Tx, id: string): Promise<{ readonly id: string; readonly name: string }> {
  const owner = await tx.person.findFirst({ where: { id, disabledAt: null }, select: { id: true, name: true } });
  if (!owner) throw new DomainError('invalid', { issue: 'owner_unknown' });
  return owner;
}
