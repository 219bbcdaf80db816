import { inScope, type Scope } from '@/lib/access/policy';
import type { Prisma } from '@/lib/core/db';
import { priorityIn } from '@/lib/incidents/mutations/find';
import { INCIDENT_KINDS, OUTCOMES } from '@/lib/incidents/types';
import type { ClockView, IncidentLine, IncidentRow } from '@/lib/incidents/view-types';

export const LINE = {
  id: true,
  number: true,
  title: true,
  priority: true,
  closedAt: true,
} as const satisfies Prisma.IncidentSelect;

export const ROW = {
  ...LINE,
  version: true,
  kind: true,
  phase: true,
  outcome: true,
  exercise: true,
  declaredAt: true,
  acknowledgedAt: true,
  product: { select: { id: true, slug: true, name: true } },
  roles: { where: { role: 'commander', until: null }, select: { person: { select: { name: true } } } },
  clocks: { where: { stoppedAt: null }, orderBy: [{ dueAt: 'asc' }, { kind: 'asc' }], take: 1 },
  _count: { select: { alerts: { where: { mergedIntoId: null } } } },
} as const satisfies Prisma.IncidentSelect;

type StoredLine = Prisma.IncidentGetPayload<{ select: typeof LINE }>;
type StoredRow = Prisma.IncidentGetPayload<{ select: typeof ROW }>;
type StoredClock = Prisma.IncidentClockGetPayload<object>;

export const iso = (at: Date | null) => at?.toISOString() ?? null;

export function toLine({ id, number, title, priority, closedAt }: StoredLine): IncidentLine {
  return { id, number, title, priority: priorityIn(priority), closedAt: iso(closedAt) };
}

export function toClock({ id, kind, priority, startedAt, dueAt, marks, ...stop }: StoredClock): ClockView {
  return {
    id,
    kind,
    priority: priorityIn(priority),
    startedAt: startedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    marks,
    stoppedAt: iso(stop.stoppedAt),
    stopReason: stop.stopReason,
    stoppedBy: stop.stoppedBy,
  };
}

/** One of a closed list, as the database holds it; null where it holds another word, which nothing of ours writes. */
export const oneOf = <T extends string>(words: readonly T[], word: string | null): T | null =>
  words.find((one) => one === word) ?? null;

/** `write`: where the reader may work on incidents; null: nowhere. */
export function toRow(row: StoredRow, write: Scope | null): IncidentRow {
  const { version, kind, phase, outcome, exercise, product, declaredAt, acknowledgedAt, roles, clocks, _count } = row;
  const [clock] = clocks;
  return {
    ...toLine(row),
    version,
    kind: oneOf(INCIDENT_KINDS, kind) ?? 'other',
    phase,
    outcome: oneOf(OUTCOMES, outcome),
    exercise,
    product,
    declaredAt: declaredAt.toISOString(),
    acknowledgedAt: iso(acknowledgedAt),
    commander: roles[0]?.person.name ?? null,
    alerts: _count.alerts,
    clock: clock ? toClock(clock) : null,
    mayTake: row.closedAt === null && acknowledgedAt === null && write !== null && inScope(write, product.id),
  };
}
