import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { recognise } from '@/lib/incidents/file/recognise';
import {
  type AddObservables,
  type JudgeObservable,
  OBSERVABLES_MAX,
  type RemoveObservable,
} from '@/lib/incidents/file/schema';
import { holdIncident, requireOpen, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/** Values that a line of the log names; of more the first. */
const NAMED = 10;

/**
 * Adds whatever of a pasted text can be looked for. What the incident has already stays as it was judged; what was taken out
 * comes back.
 * @returns how many are new
 * @throws DomainError forbidden, not_found, invalid (`issue`: closed, nothing_recognised)
 */
export async function addObservables(ctx: Ctx, { id, text, malicious, tlp, note }: AddObservables): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  const { name: addedBy } = requirePerson(ctx);
  const found = recognise(text, OBSERVABLES_MAX);
  if (found.length === 0) throw new DomainError('invalid', { issue: 'nothing_recognised' });
  return inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const stored = await tx.incidentObservable.findMany({ where: { incidentId: id, OR: [...found] } });
    const known = new Map(stored.map((one) => [`${one.kind} ${one.value}`, one]));
    const fresh = found.filter((one) => !known.has(`${one.kind} ${one.value}`));
    const back = stored.filter(({ removedAt }) => removedAt !== null).map((one) => one.id);
    const about = { malicious, tlp, note, addedAt: ctx.now, addedBy };
    await tx.incidentObservable.createMany({ data: fresh.map((one) => ({ ...one, ...about, incidentId: id })) });
    await tx.incidentObservable.updateMany({ where: { id: { in: back } }, data: { ...about, removedAt: null } });
    const added = [...fresh, ...stored.filter(({ removedAt }) => removedAt !== null)];
    if (added.length === 0) return 0;
    const values = added.slice(0, NAMED).map(({ value }) => value.slice(0, 100).toWellFormed());
    await keepEntry(tx, ctx, row, {
      kind: 'observable',
      note,
      data: { verb: 'added', count: added.length, values: values.join(', '), malicious, tlp },
    });
    return added.length;
  });
}

/** Says what an observable is. @throws DomainError forbidden, not_found, conflict, invalid (`closed`) */
export async function judgeObservable(ctx: Ctx, input: JudgeObservable): Promise<void> {
  const { id, observableId, seen, malicious, tlp, note } = input;
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const where = { id: observableId, incidentId: id, removedAt: null };
    const before = await tx.incidentObservable.findFirst({ where });
    if (!before) throw new DomainError('not_found');
    const { count } = await tx.incidentObservable.updateMany({
      where: { ...where, ...seen },
      data: { malicious, tlp, note },
    });
    if (count === 0) throw new DomainError('conflict');
    const data = { value: before.value, malicious, maliciousBefore: before.malicious, tlp, tlpBefore: before.tlp };
    await keepEntry(tx, ctx, row, { kind: 'observable', note, data: { verb: 'judged', ...data } });
  });
}

/** Takes one out that was none. @throws DomainError forbidden, not_found, invalid (`closed`) */
export async function removeObservable(ctx: Ctx, { id, observableId, reason }: RemoveObservable): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const where = { id: observableId, incidentId: id, removedAt: null };
    const before = await tx.incidentObservable.findFirst({ where, select: { value: true } });
    if (!before) throw new DomainError('not_found');
    await tx.incidentObservable.update({ where: { id: observableId }, data: { removedAt: ctx.now } });
    await keepEntry(tx, ctx, row, {
      kind: 'observable',
      note: reason,
      data: { verb: 'removed', value: before.value },
    });
  });
}
