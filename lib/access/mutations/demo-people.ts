import type { Role } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';

export type KnownPerson = {
  readonly tenantId: string;
  readonly objectId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Null: everywhere. */
  readonly teamIds: readonly string[] | null;
  /** Teams whose risks the person may approve. */
  readonly approvesFor?: readonly string[];
};

/**
 * Makes a person known before the first sign-in, with their grants; for the sample organisation. A person who is
 * there already keeps what they have. Returns the person's id.
 */
export function upsertPersonWithGrants(known: KnownPerson, now: Date): Promise<string> {
  const { tenantId, objectId, name, email, roles, teamIds, approvesFor = [] } = known;
  return inTransaction({}, async (tx) => {
    const person = await tx.person.upsert({
      where: { tenantId_objectId: { tenantId, objectId } },
      create: { tenantId, objectId, name, email, lastRoles: [...roles], createdAt: now },
      update: {},
      select: { id: true },
    });
    const first = await tx.person.updateMany({
      where: { id: person.id, roleGrantsSetAt: null },
      data: { roleGrantsSetAt: now },
    });
    if (first.count === 1) {
      const common = { personId: person.id, createdAt: now };
      await tx.scopeGrant.createMany({
        data: [
          ...(teamIds === null ? [common] : teamIds.map((teamId) => ({ ...common, teamId }))),
          ...approvesFor.map((teamId) => ({ ...common, teamId, duty: 'RiskApprover' })),
        ],
      });
    }
    return person.id;
  });
}
