import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { oneOf } from '@/lib/incidents/data/rows';
import { MALICIOUS, OBSERVABLE_KINDS, type ObservableView, TLP } from '@/lib/incidents/file/types';
import { Prisma } from '@/prisma/generated/client';

const alsoSchema = z.array(z.object({ id: z.string(), numbers: z.array(z.number()) }));

/** For each observable the other incidents in reach that have it too. */
async function alsoIn(scope: Scope, incidentId: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const reach =
    scope.products === 'all' ? Prisma.sql`TRUE` : Prisma.sql`i.product_id = ANY (${[...scope.products]}::uuid[])`;
  const rows = await unsafeDb().$queryRaw`
    SELECT o.id::text AS id, array_agg(i.number ORDER BY i.number DESC) AS numbers
    FROM incident_observable o
    JOIN incident_observable other ON other.kind = o.kind AND other.value = o.value AND other.incident_id <> o.incident_id
    JOIN incident i ON i.id = other.incident_id
    WHERE o.incident_id = ${incidentId}::uuid AND o.removed_at IS NULL AND other.removed_at IS NULL AND ${reach}
    GROUP BY o.id`;
  return new Map(alsoSchema.parse(rows).map(({ id, numbers }) => [id, numbers]));
}

/** The observables of an incident, newest first. @throws DomainError not_found */
export async function observablesOf(scope: Scope, number: number): Promise<readonly ObservableView[]> {
  const incident = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    select: { id: true, observables: { where: { removedAt: null }, orderBy: [{ addedAt: 'desc' }, { id: 'desc' }] } },
  });
  if (!incident) throw new DomainError('not_found');
  const also = await alsoIn(scope, incident.id);
  return incident.observables.flatMap(({ id, kind, value, note, malicious, tlp, addedAt, addedBy }) => {
    const known = oneOf(OBSERVABLE_KINDS, kind);
    if (!known) return [];
    return [
      {
        ...{ id, kind: known, value, note, addedBy, addedAt: addedAt.toISOString(), alsoIn: also.get(id) ?? [] },
        malicious: oneOf(MALICIOUS, malicious) ?? 'unknown',
        // What is not understood is shared with nobody.
        tlp: oneOf(TLP, tlp) ?? 'red',
      },
    ];
  });
}
