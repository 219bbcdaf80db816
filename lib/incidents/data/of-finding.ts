import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { LINE, toLine } from '@/lib/incidents/data/rows';
import type { LinkedIncident } from '@/lib/incidents/view-types';

/**
 * The incidents that a finding has to do with, those that are open first; none of those outside `incidents` is told of.
 * @throws DomainError `not_found` where the finding lies outside `findings`
 */
export async function incidentsOfFinding(
  findings: Scope,
  incidents: Scope | null,
  id: number,
): Promise<readonly LinkedIncident[]> {
  const where = { id, productId: productFilter(findings) };
  if (!(await unsafeDb().finding.findFirst({ where, select: { id: true } }))) throw new DomainError('not_found');
  if (incidents === null) return [];
  const rows = await unsafeDb().incidentFinding.findMany({
    where: { findingId: id, incident: { productId: productFilter(incidents) } },
    orderBy: [{ incident: { closedAt: { sort: 'desc', nulls: 'first' } } }, { at: 'desc' }],
    take: 100,
    select: { at: true, byName: true, incident: { select: LINE } },
  });
  return rows.map(({ at, byName, incident }) => ({
    ...toLine(incident),
    linkedAt: at.toISOString(),
    linkedBy: byName,
  }));
}
