import { isoDay } from '@/lib/core/datetime';
import type { Tx } from '@/lib/core/db';
import { TIMES, type TimeName } from '@/lib/incidents/types';
import { ACTION_STATES, type KnownBy, type Published, reviewContentSchema } from '@/lib/reviews/content';
import type { Incident, IncidentEntry } from '@/prisma/generated/client';

type Reads = Pick<Tx, 'incident' | 'incidentEntry' | 'incidentAction' | 'incidentRole'>;

const OUR_CLOCK: ReadonlySet<TimeName> = new Set(['received', 'declared', 'acknowledged', 'closed']);

/** The moments of an incident, each with how it is known: the last line of the log that set it says so. */
export function timesOf(row: Incident, entries: readonly Pick<IncidentEntry, 'data' | 'note'>[], alerts: boolean) {
  const at: Readonly<Record<TimeName, Date | null>> = {
    occurred: row.occurredAt,
    detected: row.detectedAt,
    received: row.receivedAt,
    declared: row.declaredAt,
    acknowledged: row.acknowledgedAt,
    contained: row.containedAt,
    eradicated: row.eradicatedAt,
    recovered: row.recoveredAt,
    closed: row.closedAt,
    aware: row.awareAt,
  };
  return TIMES.flatMap((time) => {
    const value = at[time];
    if (!value) return [];
    const set = entries.findLast(({ data }) => isOf(data, time));
    const usual: KnownBy = OUR_CLOCK.has(time) ? 'clock' : alerts && time !== 'occurred' ? 'alert' : 'declaration';
    const known: KnownBy = set ? (isCorrection(set.data) ? 'correction' : 'phase') : usual;
    return [{ time, at: value.toISOString(), known, note: set?.note ?? '' }];
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isOf = (data: unknown, time: TimeName) => isRecord(data) && data.time === time;
const isCorrection = (data: unknown) => isRecord(data) && data.by === 'correction';

/** Who wrote the log: people by how many lines, with the parts that they had. */
async function respondersOf(db: Reads, incidentId: string): Promise<Published['responders']> {
  const lines = await db.incidentEntry.groupBy({
    by: ['actorId', 'actorName'],
    where: { incidentId, actorId: { not: null } },
    _count: true,
  });
  const roles = await db.incidentRole.findMany({ where: { incidentId }, select: { personId: true, role: true } });
  return lines
    .map(({ actorId, actorName, _count }) => ({
      name: actorName,
      roles: [...new Set(roles.filter(({ personId }) => personId === actorId).map(({ role }) => role))],
      lines: _count,
    }))
    .toSorted((a, b) => b.lines - a.lines || a.name.localeCompare(b.name));
}

export async function actionsOf(db: Reads, incidentId: string) {
  const rows = await db.incidentAction.findMany({
    where: { incidentId },
    orderBy: { number: 'asc' },
    include: { owner: { select: { name: true } } },
  });
  return rows.map(({ id, number, title, ownerId, owner, dueOn, state, ticket, version }) => ({
    ...{ id, number, title, ownerId, owner: owner.name, dueOn: isoDay(dueOn), ticket, version },
    state: ACTION_STATES.find((one) => one === state) ?? 'open',
  }));
}

/** What a review shows beside what people wrote: computed from the incident's row and log. */
export async function computedOf(db: Reads, incidentId: string) {
  const row = await db.incident.findUniqueOrThrow({
    where: { id: incidentId },
    include: { product: { select: { name: true } } },
  });
  const entries = await db.incidentEntry.findMany({
    where: { incidentId, kind: { in: ['time', 'alert'] } },
    orderBy: { seq: 'asc' },
    select: { kind: true, data: true, note: true },
  });
  const times = timesOf(
    row,
    entries.filter(({ kind }) => kind === 'time'),
    entries.some(({ kind }) => kind === 'alert'),
  );
  const { number, title, kind, priority, exercise, product } = row;
  return {
    incident: { number, title, product: product.name, kind, priority, exercise },
    times,
    responders: await respondersOf(db, incidentId),
  };
}

export const contentOf = (stored: unknown) => reviewContentSchema.parse(stored ?? {});
