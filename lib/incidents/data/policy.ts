import { type Tx, unsafeDb } from '@/lib/core/db';
import { policyOf } from '@/lib/incidents/policy-row';
import type { IncidentPolicy } from '@/lib/incidents/types';

/** The version in force at `now`. No scope: it is what the organisation promises, nobody's data. */
export async function policyAt(now: Date, db: Pick<Tx, 'incidentPolicy'> = unsafeDb()): Promise<IncidentPolicy> {
  const row = await db.incidentPolicy.findFirstOrThrow({
    where: { validFrom: { lte: now } },
    orderBy: [{ validFrom: 'desc' }, { number: 'desc' }],
  });
  return policyOf(row);
}
