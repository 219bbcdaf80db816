import { requirePermission } from '@/lib/access/policy';
import { requireOwner, requirePerson } from '@/lib/compliance/mutations/find';
import { requireControl } from '@/lib/compliance/mutations/place';
import { isOver } from '@/lib/compliance/programme';
import type { AddAuditFinding, ChangeAuditFinding } from '@/lib/compliance/programme-schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { notify } from '@/lib/notices/mutations';

/** The audit, held until the transaction ends, so that its findings are numbered one after the other. */
async function holdAudit(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT FROM compliance_audit WHERE id = ${id}::uuid FOR UPDATE`;
  const audit = await tx.complianceAudit.findUnique({ where: { id }, select: { number: true, state: true } });
  if (!audit) throw new DomainError('not_found');
  if (audit.state !== 'held') throw new DomainError('invalid', { issue: 'not_held' });
  return audit;
}

async function tellOwner(
  tx: Tx,
  ctx: Ctx,
  { personId, audit, title }: { readonly personId: string; readonly audit: number; readonly title: string },
): Promise<void> {
  if (personId === ctx.actor.id) return;
  const params = { actor: ctx.actor.name, number: audit, title };
  await notify(tx, ctx, [{ personId, kind: 'audit_finding_given', params, href: `/compliance/audits/${audit}` }]);
}

/**
 * Writes down what an audit found; its owner hears of it.
 * @returns its number within the audit
 * @throws DomainError forbidden, not_found, invalid (`issue: not_held, owner_unknown, framework_unknown, control_unknown`)
 */
export async function addAuditFinding(ctx: Ctx, { auditId, dueOn, ...facts }: AddAuditFinding): Promise<number> {
  const scope = requirePermission(ctx, 'audit-programme:write');
  requirePerson(ctx);
  await requireControl(scope, ctx.now, facts);
  return inTransaction(ctx, async (tx) => {
    const audit = await holdAudit(tx, auditId);
    await requireOwner(tx, facts.ownerId);
    const number = (await tx.auditFinding.count({ where: { auditId } })) + 1;
    const { id } = await tx.auditFinding.create({
      data: { ...facts, auditId, number, dueOn: new Date(dueOn), createdAt: ctx.now },
      select: { id: true },
    });
    await appendAudit(tx, ctx, {
      action: 'audit-finding.added',
      target: { kind: 'audit-finding', id },
      data: { audit: audit.number, number, dueOn, ...facts },
    });
    await tellOwner(tx, ctx, { personId: facts.ownerId, audit: audit.number, title: facts.title });
    return number;
  });
}

/**
 * Follows a finding up. What ends it says what shows that: evidence that it is done, or why it is rejected.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: evidence_required, owner_unknown, framework_unknown,
 * control_unknown`)
 */
export async function changeAuditFinding(ctx: Ctx, input: ChangeAuditFinding): Promise<void> {
  const scope = requirePermission(ctx, 'audit-programme:write');
  requirePerson(ctx);
  const { id, version, dueOn, ...facts } = input;
  const over = isOver(facts.state);
  if (over && facts.evidence === '') throw new DomainError('invalid', { issue: 'evidence_required' });
  await requireControl(scope, ctx.now, facts);
  await inTransaction(ctx, async (tx) => {
    const before = await tx.auditFinding.findUnique({
      where: { id },
      select: { ownerId: true, endedAt: true, audit: { select: { number: true } } },
    });
    if (!before) throw new DomainError('not_found');
    await requireOwner(tx, facts.ownerId);
    const { count } = await tx.auditFinding.updateMany({
      where: { id, version },
      data: {
        ...facts,
        dueOn: new Date(dueOn),
        endedAt: over ? (before.endedAt ?? ctx.now) : null,
        toldAt: null,
        version: { increment: 1 },
      },
    });
    if (count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'audit-finding.changed',
      target: { kind: 'audit-finding', id },
      data: { audit: before.audit.number, dueOn, ...facts },
    });
    if (before.ownerId === facts.ownerId) return;
    await tellOwner(tx, ctx, { personId: facts.ownerId, audit: before.audit.number, title: facts.title });
  });
}
