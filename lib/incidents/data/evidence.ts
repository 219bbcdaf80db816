import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { oneOf } from '@/lib/incidents/data/rows';
import { CUSTODY_VERBS, type EvidenceView } from '@/lib/incidents/file/types';

/** The evidence of an incident, each with who had it in hand. @throws DomainError not_found */
export async function evidenceOf(scope: Scope, number: number): Promise<readonly EvidenceView[]> {
  const row = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    select: {
      evidence: {
        orderBy: { number: 'asc' },
        include: {
          addedBy: { select: { name: true } },
          custody: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
        },
      },
    },
  });
  if (!row) throw new DomainError('not_found');
  return row.evidence.map(({ addedBy, custody, collectedAt, addedAt, incidentId: _, addedById: __, ...one }) => ({
    ...one,
    addedBy: addedBy.name,
    collectedAt: collectedAt.toISOString(),
    addedAt: addedAt.toISOString(),
    custody: custody.map(({ id, at, verb, actorName, note }) => ({
      ...{ id, note, by: actorName, at: at.toISOString() },
      verb: oneOf(CUSTODY_VERBS, verb) ?? 'opened',
    })),
  }));
}
