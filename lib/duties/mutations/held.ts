import type { Tx } from '@/lib/core/db';
import { dutyInclude, factsOf, knownDuties } from '@/lib/duties/data/known';
import { switchedOffAt } from '@/lib/duties/data/switches';
import type { HeldIncident } from '@/lib/incidents/mutations/find';

/** Everything of an incident that is held. */
export async function loadDuties(tx: Tx, row: HeldIncident) {
  const product = await tx.product.findUniqueOrThrow({ where: { id: row.productId }, select: { dataClass: true } });
  const rows = await tx.incidentDuty.findMany({ where: { incidentId: row.id }, include: dutyInclude });
  const facts = factsOf(row, product.dataClass);
  const off = await switchedOffAt(tx, row.declaredAt);
  return { rows, facts, duties: knownDuties(rows, facts, off) };
}

/** The incident again, as verbs of this transaction left it. */
export async function again(tx: Tx, row: HeldIncident): Promise<HeldIncident> {
  const fresh = await tx.incident.findUniqueOrThrow({ where: { id: row.id }, include: { policy: true } });
  return { ...fresh, priority: row.priority };
}
