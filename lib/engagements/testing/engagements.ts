import { randomUUID } from 'node:crypto';
import type { PersonActor, Role } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { person } from '@/lib/core/testing/actors';
import type { CreateEngagement } from '@/lib/engagements/schema';

export const NOON = new Date('2026-11-22T12:00:00Z');

/** Somebody with a role for the product, in the database too. */
export async function somebody(
  role: Role,
  productIds: readonly string[],
  name = `${role} of a test`,
): Promise<PersonActor> {
  const actor = person(role, productIds, { name });
  await unsafeDb().person.create({
    data: { id: actor.id, tenantId: randomUUID(), objectId: randomUUID(), name, lastRoles: [role] },
  });
  return actor;
}

/** A test that is fine unless it says otherwise: by a third party, over since two days. */
export function wanted(productId: string, more: Partial<CreateEngagement> = {}): CreateEngagement {
  return {
    productId,
    title: 'Web shop, autumn',
    kind: 'manual',
    performer: 'third_party',
    company: 'Rotes Team GmbH',
    testers: ['Ada Tester'],
    inScope: 'https://shop.example',
    outOfScope: '',
    method: 'OWASP WSTG',
    startsOn: '2026-11-09',
    endsOn: '2026-11-20',
    ...more,
  };
}

/** The engagement as it is stored. */
export function stored(number: number) {
  return unsafeDb().engagement.findUniqueOrThrow({ where: { number } });
}

export async function audited(id: string): Promise<string[]> {
  const rows = await unsafeDb().auditEntry.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } });
  return rows.map(({ action }) => action);
}
