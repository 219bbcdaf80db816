import { productFilter, requirePermission, type Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { addMinutes } from '@/lib/incidents/clocks';
import { policyAt } from '@/lib/incidents/data/policy';
import { attachTo } from '@/lib/incidents/mutations/alerts';
import { startClock } from '@/lib/incidents/mutations/clocks';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { minutesOf, priorityOf } from '@/lib/incidents/priority';
import type { Declare } from '@/lib/incidents/schema';
import type { IncidentPolicy, Priority } from '@/lib/incidents/types';

/** Severity of what nobody has an alert of: high. */
const SEVERITY = 3;

type Known = {
  readonly detectedAt: Date;
  readonly receivedAt: Date;
  readonly severity: number;
  readonly techniques: string[];
};

/** What the alerts say of when it began and how bad it is. Without any it begins now. */
async function knownOf(
  tx: Tx,
  ctx: Ctx,
  scope: Scope,
  { alerts, productId, severity, techniques }: Declare,
): Promise<Known> {
  const rows = await tx.alert.findMany({
    where: { AND: [{ id: { in: alerts }, productId }, { productId: productFilter(scope) }] },
    select: { firstAt: true, receivedAt: true, severity: true, techniques: true },
  });
  if (rows.length !== new Set(alerts).size) throw new DomainError('not_found');
  const earliest = (dates: readonly Date[]) =>
    new Date(Math.min(ctx.now.getTime(), ...dates.map((date) => date.getTime())));
  const receivedAt = earliest(rows.map((row) => row.receivedAt));
  // A sender's clock that runs ahead must not make it detected after it arrived.
  const detectedAt = new Date(Math.min(receivedAt.getTime(), earliest(rows.map(({ firstAt }) => firstAt)).getTime()));
  return {
    detectedAt,
    receivedAt,
    severity: severity ?? (rows.length > 0 ? Math.max(...rows.map((row) => row.severity)) : SEVERITY),
    techniques: [...new Set([...techniques, ...rows.flatMap((row) => row.techniques)])].toSorted(),
  };
}

/** What the matrix says, or what a person says instead and why. */
export function decidedPriority(
  { matrix }: IncidentPolicy,
  { impact, urgency, priority, note }: Pick<Declare, 'impact' | 'urgency' | 'priority' | 'note'>,
): { readonly priority: Priority; readonly proposed: Priority } {
  const proposed = priorityOf(matrix, impact, urgency);
  if (priority !== null && priority !== proposed && note === '')
    throw new DomainError('invalid', { issue: 'note_required' });
  return { priority: priority ?? proposed, proposed };
}

type Created = { readonly id: string; readonly number: number; readonly productId: string };

async function startClocks(
  tx: Tx,
  ctx: Ctx,
  { id }: Created,
  policy: IncidentPolicy,
  priority: Priority,
  receivedAt: Date,
) {
  const marks = policy.warnPercent;
  const reaction = addMinutes(receivedAt, minutesOf(policy.reactionMinutes, priority));
  const update = addMinutes(ctx.now, minutesOf(policy.updateMinutes, priority));
  await startClock(tx, id, { kind: 'reaction', priority, startedAt: receivedAt, dueAt: reaction, marks });
  await startClock(tx, id, { kind: 'update', priority, startedAt: ctx.now, dueAt: update, marks });
}

/**
 * Declares an incident, by hand or (as the system) by a rule: from here on its clocks run. The alerts that are named belong to
 * it and need be of its product.
 * @returns its number
 * @throws DomainError forbidden, not_found, invalid (`issue`: note_required, order, in_incident, merged)
 */
export async function declareIncident(ctx: Ctx, input: Declare): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write', input.productId);
  return inTransaction(ctx, async (tx) => {
    const policy = await policyAt(ctx.now, tx);
    const known = await knownOf(tx, ctx, scope, input);
    const { priority, proposed } = decidedPriority(policy, input);
    const { productId, title, summary, kind, impact, urgency, occurredAt, exercise } = input;
    if (occurredAt !== null && occurredAt > known.detectedAt) throw new DomainError('invalid', { issue: 'order' });
    const row = await tx.incident.create({
      data: {
        ...{ productId, title, summary, kind, impact, urgency, occurredAt, exercise },
        ...{ ...known, priority, policyId: policy.id },
        ...{ declaredAt: ctx.now, createdAt: ctx.now, updatedAt: ctx.now },
      },
      select: { id: true, number: true, productId: true },
    });
    const data = { title, kind, impact, urgency, priority, proposed, exercise, alerts: input.alerts.length };
    await keepEntry(tx, ctx, row, { kind: 'declared', note: input.note, data });
    await startClocks(tx, ctx, row, policy, priority, known.receivedAt);
    await attachTo(tx, ctx, scope, row, input.alerts);
    return row.number;
  });
}
