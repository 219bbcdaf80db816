import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { LINE, toLine } from '@/lib/incidents/data/rows';
import type { IncidentLine } from '@/lib/incidents/view-types';

/** One incident in a line, for pages of other nouns; null where there is none, or none within the scope. */
export async function incidentLine(scope: Scope | null, id: string | null): Promise<IncidentLine | null> {
  if (scope === null || id === null) return null;
  const row = await unsafeDb().incident.findFirst({ where: { id, productId: productFilter(scope) }, select: LINE });
  return row && toLine(row);
}
