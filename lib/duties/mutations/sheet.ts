import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { FIELD_NAMES, type FieldValue, sheetSchema } from '@/lib/duties/fields';
import type { SaveSheet } from '@/lib/duties/schema';
import { holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

const same = (a: FieldValue | undefined, b: FieldValue | undefined) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Saves what the reports of an incident say. After a report was sent too: the next one says more.
 * @returns the sheet's version
 * @throws DomainError forbidden, not_found, conflict
 */
export async function saveSheet(ctx: Ctx, { id, version, values }: SaveSheet): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  const actor = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    const known = await tx.dutySheet.findUnique({ where: { incidentId: id } });
    if ((known?.version ?? 0) !== version) throw new DomainError('conflict');
    const before = sheetSchema.parse(known?.values ?? {});
    const changed = FIELD_NAMES.filter((name) => !same(before[name], values[name]));
    if (changed.length === 0) return version;
    const data = { values: { ...values }, version: version + 1, updatedAt: ctx.now, updatedBy: actor.name };
    await tx.dutySheet.upsert({ where: { incidentId: id }, create: { incidentId: id, ...data }, update: data });
    await keepEntry(tx, ctx, row, { kind: 'duty', data: { verb: 'drafted', fields: changed.join(' ') } });
    return version + 1;
  });
}
