import { randomUUID } from 'node:crypto';
import { requirePermission } from '@/lib/access/policy';
import type { SafeguardState } from '@/lib/compliance/types';
import type { PersonActor, Role } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { person } from '@/lib/core/testing/actors';

export const NOON = new Date('2026-11-22T12:00:00Z');

export const reads = (actor: PersonActor) => requirePermission({ actor }, 'compliance:read');

/** Somebody with a role everywhere, in the database too. */
export async function somebody(role: Role, name = `${role} of a test`): Promise<PersonActor> {
  const actor = person(role, 'everywhere', { name });
  await unsafeDb().person.create({
    data: { id: actor.id, tenantId: randomUUID(), objectId: randomUUID(), name, lastRoles: [role] },
  });
  return actor;
}

/** What was known of a promise from a moment on, as safeguards keep it. */
export async function known(
  safeguard: string,
  state: SafeguardState,
  from: Date,
  to: Date | null = null,
): Promise<void> {
  const met = state === 'met' ? 10 : 4;
  await unsafeDb().safeguardState.create({
    data: {
      ...{ safeguard, state, validFrom: from, validTo: to, since: from, freshAt: state === 'unknown' ? null : from },
      ...{ counts: true, good: met, total: 10, unclear: 0, atLeast: 1, days: 7, reasons: [] },
    },
  });
}
