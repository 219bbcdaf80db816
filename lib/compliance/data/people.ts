import type { Scope } from '@/lib/access/policy';
import type { Person } from '@/lib/compliance/view-types';
import { unsafeDb } from '@/lib/core/db';

const PEOPLE_MAX = 500;

/** Who may be named as an owner: everybody who may sign in, by name. */
export function ownersToBe(_scope: Scope): Promise<readonly Person[]> {
  return unsafeDb().person.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take: PEOPLE_MAX,
  });
}
