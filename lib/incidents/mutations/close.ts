import { requirePermission, type Scope } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { closeAlertsOf, handAlertsOver } from '@/lib/alerts/mutations/incident';
import type { Verdict } from '@/lib/alerts/types';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { addMinutes } from '@/lib/incidents/clocks';
import { startClock, stopAll } from '@/lib/incidents/mutations/clocks';
import {
  type HeldIncident,
  holdIncident,
  requireOpen,
  requirePerson,
  requireSeen,
} from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { moveTo } from '@/lib/incidents/mutations/move';
import { policyOf } from '@/lib/incidents/policy-row';
import { incidentName, minutesOf } from '@/lib/incidents/priority';
import type { Close, Reopen } from '@/lib/incidents/schema';
import type { EntryKind, Outcome } from '@/lib/incidents/types';

/** What the law asks for, the review and its meeting go on after the end. */
const GO_ON = /^(?:duty:|(?:review|meeting)$)/;

const VERDICT: Readonly<Record<Exclude<Outcome, 'merged'>, Verdict>> = {
  resolved: 'true_positive',
  near_miss: 'true_positive',
  benign: 'benign',
  false_positive: 'false_positive',
};

/** What has to be there before an incident may end (lib/reviews): throws DomainError `invalid` where it is not. */
export type Gate = (tx: Tx, row: HeldIncident, outcome: Outcome) => Promise<void>;

async function mergeInto(tx: Tx, ctx: Ctx, scope: Scope, row: HeldIncident, into: string | null): Promise<void> {
  if (into === null || into === row.id) throw new DomainError('invalid', { issue: 'target_required' });
  const target = requireOpen(await holdIncident(tx, scope, into));
  if (target.productId !== row.productId) throw new DomainError('invalid', { issue: 'other_product' });
  await tx.incident.update({ where: { id: row.id }, data: { mergedIntoId: target.id } });
  const alerts = await handAlertsOver(tx, ctx, row, target);
  await keepEntry(tx, ctx, target, { kind: 'merged', data: { from: incidentName(row.number), alerts } });
}

/** Both rows are locked in one order, so that two who merge two incidents into each other cannot wait for ever. */
async function holdInOrder(tx: Tx, scope: Scope, id: string, into: string | null): Promise<HeldIncident> {
  if (into !== null && into < id) await holdIncident(tx, scope, into);
  return holdIncident(tx, scope, id);
}

/**
 * Ends an incident for a reason of a closed list. Its clocks stop, but for those of the law and of the review; its alerts are
 * closed with the verdict that follows. A P1 takes its own right, a second factor and what `gate` asks for.
 * @throws DomainError forbidden, not_found, conflict, step_up_required, invalid (`issue`: closed, target_required,
 * other_product, and those of the gate)
 */
export async function closeIncident(
  ctx: Ctx,
  { id, version, outcome, reason, into }: Close,
  gate: Gate,
): Promise<void> {
  const scope = requirePermission(ctx, 'incident:close');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireSeen(requireOpen(await holdInOrder(tx, scope, id, into)), version);
    const p1 = await wasP1(tx, row);
    if (p1) requirePermission(ctx, 'incident:close-p1', row.productId);
    await gate(tx, p1 ? { ...row, priority: 1 } : row, outcome);
    if (p1) await requireStepUp({ ...ctx, db: tx }, 'incident:close-p1', id);
    await tx.incident.update({ where: { id }, data: { outcome, closedAt: ctx.now, version: { increment: 1 } } });
    if (outcome === 'merged') await mergeInto(tx, ctx, scope, row, into);
    else await closeAlertsOf(tx, ctx, scope, row, { verdict: VERDICT[outcome], note: reason });
    await stopAll(tx, ctx, id, 'closed', GO_ON);
    await keepEntry(tx, ctx, row, { kind: 'closed', note: reason, data: { outcome, phase: row.phase } });
  });
}

/** Whether it was a P1 at any time: lowering it first is no way around what a P1 asks for. */
async function wasP1(tx: Tx, { id, priority }: HeldIncident): Promise<boolean> {
  if (priority === 1) return true;
  const said = (kind: EntryKind, path: string) => ({ kind, data: { path: [path], equals: 1 } });
  const line = await tx.incidentEntry.findFirst({
    where: { incidentId: id, OR: [said('declared', 'priority'), said('priority', 'from')] },
    select: { seq: true },
  });
  return line !== null;
}

/** Stakeholders hear of it again. */
async function startUpdates(tx: Tx, ctx: Ctx, { id, priority, policy }: HeldIncident): Promise<void> {
  const { updateMinutes, warnPercent } = policyOf(policy);
  const dueAt = addMinutes(ctx.now, minutesOf(updateMinutes, priority));
  await startClock(tx, id, { kind: 'update', priority, startedAt: ctx.now, dueAt, marks: warnPercent });
}

/**
 * Opens an incident again, in the phase that is said. Whoever does so has it: no reaction is awaited.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: not_closed, merged)
 */
export async function reopenIncident(ctx: Ctx, { id, version, to, reason }: Reopen): Promise<void> {
  const scope = requirePermission(ctx, 'incident:close');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireSeen(await holdIncident(tx, scope, id), version);
    if (row.closedAt === null) throw new DomainError('invalid', { issue: 'not_closed' });
    if (row.mergedIntoId !== null) throw new DomainError('invalid', { issue: 'merged' });
    const taken = row.acknowledgedAt === null ? { acknowledgedAt: ctx.now } : {};
    const data = { outcome: null, closedAt: null, ...taken, version: { increment: 1 } };
    await tx.incident.update({ where: { id }, data });
    await keepEntry(tx, ctx, row, {
      kind: 'reopened',
      note: reason,
      data: { outcome: row.outcome, closedAt: row.closedAt.toISOString() },
    });
    await startUpdates(tx, ctx, row);
    if (row.phase !== to) await moveTo(tx, ctx, row, to, reason);
  });
}
