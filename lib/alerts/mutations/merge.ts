import { productFilter, requirePermission, type Scope } from '@/lib/access/policy';
import { type HeldAlert, holdAlerts, requirePerson, requireSeen } from '@/lib/alerts/mutations/find';
import { keepStep } from '@/lib/alerts/mutations/keep';
import { refuseMerge, refuseVerb } from '@/lib/alerts/rules';
import type { Merge, Separate } from '@/lib/alerts/schema';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/** The alert and its target, held in one order. */
async function holdBoth(tx: Tx, scope: Scope, id: string, into: string) {
  const rows = await holdAlerts(tx, scope, [id, into]);
  const one = rows.find((row) => row.id === id);
  const target = rows.find((row) => row.id === into);
  if (!one || !target) throw new DomainError('not_found');
  return { one, target };
}

async function pointTo(tx: Tx, ctx: Ctx, { id, version }: Pick<HeldAlert, 'id' | 'version'>, into: string | null) {
  const { count } = await tx.alert.updateMany({
    where: { id, version },
    data: { mergedIntoId: into, updatedAt: ctx.now, version: { increment: 1 } },
  });
  if (count === 0) throw new DomainError('conflict');
}

/**
 * Makes an alert part of another one of its product. Both keep their events and history; what was part of the first is
 * part of the other now. The target is as severe as its worst part.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`)
 */
export async function mergeAlert(ctx: Ctx, { id, version, into, note }: Merge): Promise<void> {
  const scope = requirePermission(ctx, 'alert:triage');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const { one, target } = await holdBoth(tx, scope, id, into);
    requireSeen(one, version);
    const issue = refuseVerb({ verb: 'merge', note, verdict: null }, one) ?? refuseMerge(one, target);
    if (issue) throw new DomainError('invalid', { issue });
    const parts = await tx.alert.findMany({ where: { mergedIntoId: one.id }, select: { id: true } });
    const moved = [
      one,
      ...(await holdAlerts(
        tx,
        scope,
        parts.map((part) => part.id),
      )),
    ];
    for (const row of moved) {
      await pointTo(tx, ctx, row, target.id);
      await keepStep(tx, ctx, row, { verb: 'merged', note, data: { into: target.number } });
    }
    const severity = Math.max(target.severity, ...moved.map((row) => row.severity));
    await tx.alert.update({ where: { id: target.id }, data: { severity, updatedAt: ctx.now } });
    await keepStep(tx, ctx, target, { verb: 'merged', note, data: { from: one.number, count: moved.length } });
  });
}

/** What an alert is part of, before both are held. */
async function targetOf(tx: Tx, scope: Scope, id: string): Promise<string> {
  const row = await tx.alert.findFirst({
    where: { id, productId: productFilter(scope) },
    select: { mergedIntoId: true },
  });
  if (!row) throw new DomainError('not_found');
  if (row.mergedIntoId === null) throw new DomainError('invalid', { issue: 'wrong_state' });
  return row.mergedIntoId;
}

/**
 * Makes a merged alert one of its own again, in the state that it had.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`)
 */
export async function separateAlert(ctx: Ctx, { id, version, note }: Separate): Promise<void> {
  const scope = requirePermission(ctx, 'alert:triage');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const into = await targetOf(tx, scope, id);
    const { one: row, target } = await holdBoth(tx, scope, id, into);
    requireSeen(row, version);
    if (row.mergedIntoId !== into) throw new DomainError('conflict');
    const issue = refuseVerb({ verb: 'separate', note, verdict: null }, row);
    if (issue) throw new DomainError('invalid', { issue });
    await pointTo(tx, ctx, row, null);
    await keepStep(tx, ctx, row, { verb: 'separated', note, data: { into: target.number } });
    await keepStep(tx, ctx, target, { verb: 'separated', note, data: { from: row.number } });
  });
}
