import { randomUUID } from 'node:crypto';
import type { Permission } from '@/lib/access/policy';
import { NOW, TENANT } from '@/lib/access/testing/sign-in';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';

/** The actor as a person of the database, in a living session that has proven itself for one deed. */
export async function satisfiedFor(actor: PersonActor, purpose: Permission, target: string): Promise<PersonActor> {
  await unsafeDb().person.upsert({
    where: { id: actor.id },
    create: { id: actor.id, tenantId: TENANT, objectId: randomUUID(), name: actor.name, lastRoles: [...actor.roles] },
    update: {},
  });
  const life = {
    createdAt: NOW,
    lastSeenAt: NOW,
    checkedAt: NOW,
    authTime: NOW,
    expiresAt: new Date(NOW.getTime() + 8 * 3_600_000),
  };
  await unsafeDb().userSession.upsert({
    where: { id: actor.sessionId },
    create: { id: actor.sessionId, personId: actor.id, roles: [...actor.roles], ...life },
    update: {},
  });
  const { sessionId, id: personId } = actor;
  const request = { sessionId, personId, purpose, target, acr: 'c1' };
  const expiresAt = new Date(NOW.getTime() + 600_000);
  await unsafeDb().stepUp.create({ data: { ...request, createdAt: NOW, expiresAt, satisfiedAt: NOW } });
  return actor;
}
