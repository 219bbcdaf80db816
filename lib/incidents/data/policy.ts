import type { Scope } from '@/lib/access/policy';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { policyOf } from '@/lib/incidents/policy-row';
import type { IncidentPolicy } from '@/lib/incidents/types';
import type { PolicyVersion } from '@/lib/incidents/view-types';

/** The version in force at `now`. No scope: it is what the organisation promises, nobody's data. */
export async function policyAt(now: Date, db: Pick<Tx, 'incidentPolicy'> = unsafeDb()): Promise<IncidentPolicy> {
  const row = await db.incidentPolicy.findFirstOrThrow({
    where: { validFrom: { lte: now } },
    orderBy: [{ validFrom: 'desc' }, { number: 'desc' }],
  });
  return policyOf(row);
}

/** Every version that there ever was, newest first. */
export async function policyVersions(_scope: Scope, now: Date): Promise<readonly PolicyVersion[]> {
  const [inForce, rows] = await Promise.all([
    policyAt(now),
    unsafeDb().incidentPolicy.findMany({ orderBy: { number: 'desc' } }),
  ]);
  const stateOf = (id: string, validFrom: Date): PolicyVersion['state'] => {
    if (id === inForce.id) return 'in_force';
    return validFrom > now ? 'planned' : 'past';
  };
  return rows.map((row) => ({
    ...policyOf(row),
    validFrom: row.validFrom.toISOString(),
    createdAt: row.createdAt.toISOString(),
    createdByName: row.createdById === null ? '' : row.createdByName,
    state: stateOf(row.id, row.validFrom),
  }));
}
