import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import {
  type HeldIncident,
  holdIncident,
  requireOpen,
  requirePerson,
  requireSeen,
} from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { endsOf, isStepBack } from '@/lib/incidents/phases';
import type { Move } from '@/lib/incidents/schema';
import type { Phase, TimeName } from '@/lib/incidents/types';

/** The columns that phases end with. */
const COLUMN = {
  contained: 'containedAt',
  eradicated: 'eradicatedAt',
  recovered: 'recoveredAt',
} as const satisfies Partial<Record<TimeName, keyof HeldIncident>>;
type EndName = keyof typeof COLUMN;
const isEnd = (name: TimeName): name is EndName => name in COLUMN;

function timesAfter(
  row: HeldIncident,
  to: Phase,
  now: Date,
): { readonly name: EndName; readonly value: Date | null }[] {
  const { set, unset } = endsOf(row.phase, to);
  return [
    ...set.filter(isEnd).map((name) => ({ name, value: now })),
    ...unset.filter(isEnd).map((name) => ({ name, value: null })),
  ].filter(({ name, value }) => (row[COLUMN[name]] === null) !== (value === null));
}

/** Moves an incident that is held; each time that this sets or unsets has a line of its own, with what it was. */
export async function moveTo(tx: Tx, ctx: Ctx, row: HeldIncident, to: Phase, note: string): Promise<void> {
  const times = timesAfter(row, to, ctx.now);
  const data: Prisma.IncidentUncheckedUpdateInput = { phase: to, version: { increment: 1 } };
  for (const { name, value } of times) data[COLUMN[name]] = value;
  await tx.incident.update({ where: { id: row.id }, data });
  await keepEntry(tx, ctx, row, { kind: 'phase', note, data: { from: row.phase, to } });
  for (const { name, value } of times) {
    const previous = row[COLUMN[name]]?.toISOString() ?? null;
    await keepEntry(tx, ctx, row, {
      kind: 'time',
      data: { time: name, value: value?.toISOString() ?? null, previous, by: 'phase' },
    });
  }
}

/**
 * Goes on to another phase, over one or several, or back for a reason. What ends with a phase that is left is set to now where
 * it was not known, and unset where the phase is entered again.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: closed, same_phase, note_required)
 */
export async function moveIncident(ctx: Ctx, { id, version, to, note }: Move): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireSeen(requireOpen(await holdIncident(tx, scope, id)), version);
    if (row.phase === to) throw new DomainError('invalid', { issue: 'same_phase' });
    if (isStepBack(row.phase, to) && note === '') throw new DomainError('invalid', { issue: 'note_required' });
    await moveTo(tx, ctx, row, to, note);
  });
}
