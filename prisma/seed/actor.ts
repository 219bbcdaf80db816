import { grantsOf } from '@/lib/access/data/sessions';
import { knownRoles } from '@/lib/access/rules';
import type { PersonActor } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';

/** A person of the sample before their first sign-in: the roles that they will have, the grants that they have. */
export async function actorNamed(tx: Pick<Tx, 'person'>, name: string): Promise<PersonActor | null> {
  const person = await tx.person.findFirst({
    where: { name },
    select: {
      id: true,
      lastRoles: true,
      grants: {
        select: { duty: true, teamId: true, productId: true, team: { select: { products: { select: { id: true } } } } },
      },
    },
  });
  if (!person) return null;
  const { id, lastRoles, grants } = person;
  const duty = grants.filter((one) => one.duty === 'RiskApprover');
  return {
    kind: 'person',
    id,
    name,
    sessionId: 'sample',
    roles: knownRoles(lastRoles),
    grants: grantsOf(grants.filter((one) => one.duty === null)),
    duties: duty.length > 0 ? [{ duty: 'RiskApprover', grants: grantsOf(duty) }] : [],
    elevations: [],
  };
}
