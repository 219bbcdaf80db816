import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { mayWriteIncident } from '@/lib/incidents/data/people';
import { type HeldIncident, holdIncident, requireOpen, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { incidentName } from '@/lib/incidents/priority';
import type { EndRole, GiveRole } from '@/lib/incidents/schema';
import { notify } from '@/lib/notices/mutations';

type Given = Omit<GiveRole, 'id'>;

async function end(tx: Tx, ctx: Ctx, row: HeldIncident, roleId: string, note: string): Promise<void> {
  const { role, person } = await tx.incidentRole.update({
    where: { id: roleId },
    data: { until: ctx.now },
    select: { role: true, person: { select: { name: true } } },
  });
  await keepEntry(tx, ctx, row, { kind: 'role', note, data: { verb: 'ended', role, person: person.name } });
}

/** Gives a part in an incident that is held. Of all but experts there is one: whoever had it hands it over. */
export async function beginRole(
  tx: Tx,
  ctx: Ctx,
  row: HeldIncident,
  { role, personId, subject, note }: Given,
): Promise<void> {
  const held = await tx.incidentRole.findMany({
    where: { incidentId: row.id, role, until: null, ...(role === 'expert' ? { personId } : {}) },
    select: { id: true, personId: true },
  });
  if (held.some((one) => one.personId === personId)) throw new DomainError('invalid', { issue: 'has_role' });
  for (const one of held) await end(tx, ctx, row, one.id, '');
  const { person } = await tx.incidentRole.create({
    data: { incidentId: row.id, role, personId, subject, since: ctx.now },
    select: { person: { select: { name: true } } },
  });
  await keepEntry(tx, ctx, row, { kind: 'role', note, data: { verb: 'given', role, person: person.name, subject } });
  if (ctx.actor.id === personId) return;
  await notify(tx, ctx, [
    {
      personId,
      kind: 'incident_role',
      params: { name: incidentName(row.number), title: row.title, role },
      href: `/incidents/${row.number}`,
      productId: row.productId,
    },
  ]);
}

/**
 * Gives somebody a part in an incident: someone who may work on it.
 * @throws DomainError forbidden, not_found, invalid (`issue`: closed, has_role, person)
 */
export async function giveRole(ctx: Ctx, { id, ...given }: GiveRole): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    if (!(await mayWriteIncident(tx, given.personId, row.productId)))
      throw new DomainError('invalid', { issue: 'person' });
    await beginRole(tx, ctx, row, given);
  });
}

/** Takes a part back. @throws DomainError forbidden, not_found, invalid (`closed`) */
export async function endRole(ctx: Ctx, { id, roleId, note }: EndRole): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const held = await tx.incidentRole.findFirst({ where: { id: roleId, incidentId: id, until: null } });
    if (!held) throw new DomainError('not_found');
    await end(tx, ctx, row, roleId, note);
  });
}
