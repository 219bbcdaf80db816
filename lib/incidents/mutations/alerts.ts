import { requirePermission, type Scope } from '@/lib/access/policy';
import { linkAlerts, unlinkAlert } from '@/lib/alerts/mutations/incident';
import { alertName } from '@/lib/alerts/rules';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { holdIncident, requireOpen } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import type { AttachAlerts, DetachAlert } from '@/lib/incidents/schema';

type About = { readonly id: string; readonly number: number; readonly productId: string };

/** Alerts of the scope become part of an incident that is held; a line of its log for each that is new to it. */
export async function attachTo(tx: Tx, ctx: Ctx, scope: Scope, row: About, alerts: readonly string[]): Promise<number> {
  if (alerts.length === 0) return 0;
  const fresh = await linkAlerts(tx, ctx, scope, alerts, row);
  for (const { number, rule, severity } of fresh) {
    await keepEntry(tx, ctx, row, {
      kind: 'alert',
      data: { verb: 'linked', alert: alertName(number), rule, severity },
    });
  }
  return fresh.length;
}

/**
 * Adds alerts to an incident that has not ended.
 * @returns how many are new to it
 * @throws DomainError forbidden, not_found, invalid (`issue`: closed, other_product, merged, in_incident)
 */
export async function attachAlerts(ctx: Ctx, { id, alerts }: AttachAlerts): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  return inTransaction(ctx, async (tx) =>
    attachTo(tx, ctx, scope, requireOpen(await holdIncident(tx, scope, id)), alerts),
  );
}

/** Takes an alert out again. @throws DomainError forbidden, not_found, invalid (`closed`) */
export async function detachAlert(ctx: Ctx, { id, alertId, reason }: DetachAlert): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const { number } = await unlinkAlert(tx, ctx, scope, alertId, row, reason);
    await keepEntry(tx, ctx, row, {
      kind: 'alert',
      note: reason,
      data: { verb: 'unlinked', alert: alertName(number) },
    });
  });
}
