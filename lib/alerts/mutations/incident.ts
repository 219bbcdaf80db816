import type { Scope } from '@/lib/access/policy';
import { type HeldAlert, holdAlerts } from '@/lib/alerts/mutations/find';
import { keepStep } from '@/lib/alerts/mutations/keep';
import { closeAlert } from '@/lib/alerts/mutations/triage';
import { alertName } from '@/lib/alerts/rules';
import type { Verdict } from '@/lib/alerts/types';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

type IncidentRef = { readonly id: string; readonly number: number; readonly productId: string };

function refuse({ productId, incidentId, merged, number }: HeldAlert, incident: IncidentRef): void {
  const name = alertName(number);
  if (productId !== incident.productId) throw new DomainError('invalid', { issue: 'other_product', name });
  if (merged) throw new DomainError('invalid', { issue: 'merged', name });
  if (incidentId !== null && incidentId !== incident.id)
    throw new DomainError('invalid', { issue: 'in_incident', name });
}

async function point(tx: Tx, ctx: Ctx, { id, state }: HeldAlert, incidentId: string | null): Promise<void> {
  const { actor } = ctx;
  // Whoever works on the incident works on its alerts.
  const taken = incidentId !== null && state === 'open' && actor.kind === 'person';
  const handled = taken ? ({ state: 'acknowledged', handledById: actor.id, acknowledgedAt: ctx.now } as const) : {};
  await tx.alert.update({
    where: { id },
    data: { incidentId, ...handled, updatedAt: ctx.now, version: { increment: 1 } },
  });
}

/**
 * Makes alerts part of an incident of their product; those that are already are left as they are.
 * The caller holds the incident's row: whoever holds both takes that one first.
 * @returns those that are new to it
 * @throws DomainError not_found, invalid (`issue`: other_product, merged, in_incident; `name`: of which)
 */
export async function linkAlerts(
  tx: Tx,
  ctx: Ctx,
  scope: Scope,
  ids: readonly string[],
  incident: IncidentRef,
): Promise<readonly HeldAlert[]> {
  const rows = await holdAlerts(tx, scope, ids);
  if (rows.length !== new Set(ids).size) throw new DomainError('not_found');
  for (const row of rows) refuse(row, incident);
  const fresh = rows.filter(({ incidentId }) => incidentId === null);
  for (const row of fresh) {
    await point(tx, ctx, row, incident.id);
    await keepStep(tx, ctx, row, { verb: 'linked', note: '', data: { incident: incident.number } });
  }
  return fresh;
}

/** Takes an alert out of its incident again. @throws DomainError not_found where it is not part of it */
export async function unlinkAlert(
  tx: Tx,
  ctx: Ctx,
  scope: Scope,
  id: string,
  incident: IncidentRef,
  note: string,
): Promise<HeldAlert> {
  const [row] = await holdAlerts(tx, scope, [id]);
  if (!row || row.incidentId !== incident.id) throw new DomainError('not_found');
  await point(tx, ctx, row, null);
  await keepStep(tx, ctx, row, { verb: 'unlinked', note, data: { incident: incident.number } });
  return row;
}

/** Closes the alerts of an incident that ends, with the verdict that follows from its outcome. */
export async function closeAlertsOf(
  tx: Tx,
  ctx: Ctx,
  scope: Scope,
  { id }: IncidentRef,
  said: { readonly verdict: Verdict; readonly note: string },
): Promise<number> {
  const open = await tx.alert.findMany({
    where: { incidentId: id, state: { not: 'closed' }, mergedIntoId: null },
    select: { id: true },
  });
  const rows = await holdAlerts(
    tx,
    scope,
    open.map((row) => row.id),
  );
  const still = rows.filter(({ state, merged }) => state !== 'closed' && !merged);
  for (const row of still) await closeAlert(tx, ctx, row, said);
  return still.length;
}

/** Its alerts belong to the incident that it was merged into. */
export async function handAlertsOver(tx: Tx, ctx: Ctx, from: IncidentRef, into: IncidentRef): Promise<number> {
  const { count } = await tx.alert.updateMany({
    where: { incidentId: from.id },
    data: { incidentId: into.id, updatedAt: ctx.now, version: { increment: 1 } },
  });
  return count;
}
