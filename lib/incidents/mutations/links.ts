import { productFilter, requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { attackName, currentId } from '@/lib/events/attack/catalogue';
import type { DeclareFromFindings, LinkFindings, SetTechniques, UnlinkFinding } from '@/lib/incidents/file/schema';
import { declareIncident } from '@/lib/incidents/mutations/declare';
import { holdIncident, requireOpen, requirePerson, requireSeen } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/**
 * Says that findings have to do with an incident: of any product that their reader reaches.
 * @returns how many are new to it
 * @throws DomainError forbidden, not_found (one of them: none is linked), invalid (`closed`)
 */
export async function linkFindings(ctx: Ctx, { id, findings }: LinkFindings): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  const { name: byName } = requirePerson(ctx);
  const productId = productFilter(requirePermission(ctx, 'finding:read'));
  const wanted = [...new Set(findings)];
  return inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const known = await tx.finding.findMany({
      where: { id: { in: wanted }, productId },
      orderBy: { id: 'asc' },
      select: { id: true, title: true, severity: true },
    });
    if (known.length !== wanted.length) throw new DomainError('not_found');
    const linked = await tx.incidentFinding.findMany({ where: { incidentId: id, findingId: { in: wanted } } });
    const has = new Set(linked.map(({ findingId }) => findingId));
    const fresh = known.filter((one) => !has.has(one.id));
    await tx.incidentFinding.createMany({
      data: fresh.map((one) => ({ incidentId: id, findingId: one.id, at: ctx.now, byName })),
    });
    for (const { id: finding, title, severity } of fresh) {
      const data = { verb: 'linked', finding, title: title.slice(0, 200), severity };
      await keepEntry(tx, ctx, row, { kind: 'finding', data });
    }
    return fresh.length;
  });
}

/**
 * Declares an incident that findings have to do with.
 * @returns its number
 * @throws DomainError as `declareIncident` and `linkFindings` do; then there is no incident
 */
export function declareFromFindings(ctx: Ctx, { findings, ...declaration }: DeclareFromFindings): Promise<number> {
  return inTransaction(ctx, async (db) => {
    const number = await declareIncident({ ...ctx, db }, declaration);
    const { id } = await db.incident.findUniqueOrThrow({ where: { number }, select: { id: true } });
    await linkFindings({ ...ctx, db }, { id, findings });
    return number;
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
