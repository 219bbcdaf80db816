import { productFilter, requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { attackName, currentId } from '@/lib/events/attack/catalogue';
import type { LinkFinding, SetTechniques, UnlinkFinding } from '@/lib/incidents/file/schema';
import { holdIncident, requireOpen, requirePerson, requireSeen } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/**
 * Says that a finding has to do with an incident: of any product that its reader reaches.
 * @returns whether it was new
 * @throws DomainError forbidden, not_found, invalid (`closed`)
 */
export async function linkFinding(ctx: Ctx, { id, findingId }: LinkFinding): Promise<boolean> {
  const scope = requirePermission(ctx, 'incident:write');
  const { name: byName } = requirePerson(ctx);
  const findings = requirePermission(ctx, 'finding:read');
  return inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const where = { id: findingId, productId: productFilter(findings) };
    const finding = await tx.finding.findFirst({ where, select: { title: true, severity: true } });
    if (!finding) throw new DomainError('not_found');
    const link = { incidentId: id, findingId };
    if (await tx.incidentFinding.findUnique({ where: { incidentId_findingId: link } })) return false;
    await tx.incidentFinding.create({ data: { ...link, at: ctx.now, byName } });
    const about = { finding: findingId, title: finding.title.slice(0, 200), severity: finding.severity };
    await keepEntry(tx, ctx, row, { kind: 'finding', data: { verb: 'linked', ...about } });
    return true;
  });
}

/** @throws DomainError forbidden, not_found, invalid (`closed`) */
export async function unlinkFinding(ctx: Ctx, { id, findingId, reason }: UnlinkFinding): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const { count } = await tx.incidentFinding.deleteMany({ where: { incidentId: id, findingId } });
    if (count === 0) throw new DomainError('not_found');
    await keepEntry(tx, ctx, row, { kind: 'finding', note: reason, data: { verb: 'unlinked', finding: findingId } });
  });
}

/**
 * Says which techniques of ATT&CK were used; old ids become today's.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: closed, unknown_technique)
 */
export async function setTechniques(ctx: Ctx, { id, version, techniques }: SetTechniques): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  const wanted = [...new Set(techniques.map(currentId))].toSorted();
  await inTransaction(ctx, async (tx) => {
    const row = requireSeen(requireOpen(await holdIncident(tx, scope, id)), version);
    const fresh = wanted.filter((one) => !row.techniques.includes(one));
    if (fresh.some((one) => attackName(one) === '')) throw new DomainError('invalid', { issue: 'unknown_technique' });
    const gone = row.techniques.filter((one) => !wanted.includes(one));
    if (fresh.length + gone.length === 0) return;
    await tx.incident.update({ where: { id }, data: { techniques: wanted, version: { increment: 1 } } });
    const data = { verb: 'chosen', added: fresh.join(', '), removed: gone.join(', ') };
    await keepEntry(tx, ctx, row, { kind: 'technique', data });
  });
}
