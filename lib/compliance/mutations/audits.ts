import { requirePermission } from '@/lib/access/policy';
import { requireOwner, requirePerson } from '@/lib/compliance/mutations/find';
import { requireFrameworks } from '@/lib/compliance/mutations/place';
import { liesAhead } from '@/lib/compliance/programme';
import type { ChangeAudit, PlanAudit, SettleAudit } from '@/lib/compliance/programme-schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const target = (id: string) => ({ kind: 'compliance-audit', id });

/** Changes the row that the person saw, while it is planned. @throws DomainError not_found, conflict, invalid (`issue: not_planned`) */
async function changePlanned(
  tx: Tx,
  { id, version }: { readonly id: string; readonly version: number },
  data: Prisma.ComplianceAuditUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.complianceAudit.updateMany({
    where: { id, version, state: 'planned' },
    data: { ...data, version: { increment: 1 } },
  });
  if (count > 0) return;
  const row = await tx.complianceAudit.findUnique({ where: { id }, select: { version: true } });
  if (!row) throw new DomainError('not_found');
  throw row.version === version ? new DomainError('invalid', { issue: 'not_planned' }) : new DomainError('conflict');
}

/**
 * Puts an audit or a review into the programme.
 * @returns its number
 * @throws DomainError forbidden, invalid (`issue: owner_unknown, framework_unknown`)
 */
export async function planAudit(ctx: Ctx, { dueOn, ...facts }: PlanAudit): Promise<number> {
  const scope = requirePermission(ctx, 'audit-programme:write');
  requirePerson(ctx);
  await requireFrameworks(scope, facts.frameworks);
  return inTransaction(ctx, async (tx) => {
    await requireOwner(tx, facts.ownerId);
    const { id, number } = await tx.complianceAudit.create({
      data: { ...facts, dueOn: new Date(dueOn), createdAt: ctx.now },
      select: { id: true, number: true },
    });
    await appendAudit(tx, ctx, {
      action: 'compliance-audit.planned',
      target: target(id),
      data: { number, dueOn, ...facts },
    });
    return number;
  });
}

/** Plans it anew. @throws DomainError forbidden, not_found, conflict, invalid (`issue: not_planned, owner_unknown, framework_unknown`) */
export async function changeAudit(ctx: Ctx, { id, version, dueOn, ...facts }: ChangeAudit): Promise<void> {
  const scope = requirePermission(ctx, 'audit-programme:write');
  requirePerson(ctx);
  await requireFrameworks(scope, facts.frameworks);
  await inTransaction(ctx, async (tx) => {
    await requireOwner(tx, facts.ownerId);
    await changePlanned(tx, { id, version }, { ...facts, dueOn: new Date(dueOn), toldAt: null });
    await appendAudit(tx, ctx, {
      action: 'compliance-audit.changed',
      target: target(id),
      data: { dueOn, ...facts },
    });
  });
}

/**
 * It was held on a day, or is called off: either way it says what came of it and stays as it is.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: not_planned, held_ahead`)
 */
export async function settleAudit(ctx: Ctx, { id, version, heldOn, result }: SettleAudit): Promise<void> {
  requirePermission(ctx, 'audit-programme:write');
  requirePerson(ctx);
  if (heldOn !== null && liesAhead(heldOn, ctx.now)) throw new DomainError('invalid', { issue: 'held_ahead' });
  const state = heldOn === null ? 'called_off' : 'held';
  await inTransaction(ctx, async (tx) => {
    await changePlanned(tx, { id, version }, { state, result, heldOn: heldOn === null ? null : new Date(heldOn) });
    await appendAudit(tx, ctx, {
      action: heldOn === null ? 'compliance-audit.called-off' : 'compliance-audit.held',
      target: target(id),
      data: { heldOn, result },
    });
  });
}
