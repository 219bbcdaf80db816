import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { namesFor } from '@/lib/incidents/data/mentioned';
import { type PhaseLine, phaseSpans } from '@/lib/timeline/spans';
import { type Moment, NOTE_KINDS, type PhaseSpan, type TimelineNote } from '@/lib/timeline/types';
import { type Window, wholeWindow } from '@/lib/timeline/window';

/** Phase changes and notes of one incident that are looked at. */
const MOST = 2_000;

/** What the timeline needs of its incident. `eventScope` is null for whoever may read no events there. */
export type About = {
  readonly id: string;
  readonly number: number;
  readonly productId: string;
  readonly eventScope: Scope | null;
  readonly whole: Window;
  readonly spans: readonly PhaseSpan[];
  readonly moments: readonly Moment[];
  readonly notes: readonly TimelineNote[];
};

export const nineDigits = (at: Date, nanos = 0, micros = at.toISOString().replace('Z', '000Z')) =>
  micros.replace('Z', `${String(nanos).padStart(3, '0')}Z`);

const textOf = (data: unknown, key: string): string | null => {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, key)) return null;
  const value: unknown = Reflect.get(data, key);
  return typeof value === 'string' ? value : null;
};

async function linesOf(incidentId: string): Promise<readonly PhaseLine[]> {
  const lines = await unsafeDb().incidentEntry.findMany({
    where: { incidentId, kind: { in: ['phase', 'closed', 'reopened'] } },
    orderBy: { seq: 'asc' },
    take: MOST,
    select: { kind: true, at: true, data: true },
  });
  return lines.map(({ kind, at, data }) => ({ kind, at: nineDigits(at), to: textOf(data, 'to') }));
}

type StoredNote = Omit<TimelineNote, 'kind'> & { readonly kind: string };
const isShown = (note: StoredNote): note is TimelineNote =>
  note.kind !== 'item' && NOTE_KINDS.some((kind) => kind === note.kind);

async function notesOf(incidentId: string): Promise<readonly TimelineNote[]> {
  const notes = await unsafeDb().$queryRaw<StoredNote[]>`
    SELECT n.id::text AS id, n.ref, n.kind, n.title, n.text, n.created_by_name AS by,
      to_char(n.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || lpad(n.nanos::text, 3, '0') || 'Z' AS time,
      to_char(n.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
    FROM timeline_note n WHERE n.incident_id = ${incidentId}::uuid AND n.kind NOT IN ('item', 'removed')
      AND NOT EXISTS (SELECT FROM timeline_note later WHERE later.replaces_id = n.id)
    ORDER BY n.at, n.nanos, n.created_at, n.id LIMIT ${MOST}`;
  const named = await namesFor(notes.map(({ text }) => text));
  return notes.filter(isShown).map((note) => ({ ...note, text: named(note.text) }));
}

/** @throws DomainError `not_found`: it does not exist or lies outside the scope */
export async function incidentFor(
  scope: Scope,
  number: number,
  { events, now }: { readonly events: Scope | null; readonly now: Date },
): Promise<About> {
  const row = await unsafeDb().incident.findFirst({ where: { number, productId: productFilter(scope) } });
  if (!row) throw new DomainError('not_found');
  const [lines, notes] = await Promise.all([linesOf(row.id), notesOf(row.id)]);
  const { occurredAt, detectedAt, receivedAt, declaredAt, acknowledgedAt, containedAt, eradicatedAt, recoveredAt } =
    row;
  const times = [
    ['occurred', occurredAt],
    ['detected', detectedAt],
    ['received', receivedAt],
    ['aware', row.awareAt],
    ['declared', declaredAt],
    ['acknowledged', acknowledgedAt],
    ['contained', containedAt],
    ['eradicated', eradicatedAt],
    ['recovered', recoveredAt],
    ['closed', row.closedAt],
  ] as const;
  return {
    id: row.id,
    number: row.number,
    productId: row.productId,
    eventScope: events && inScope(events, row.productId) ? events : null,
    whole: wholeWindow(row, now),
    spans: phaseSpans(nineDigits(detectedAt), lines),
    moments: times.flatMap(([time, at]) => (at === null ? [] : [{ time, at: at.toISOString() }])),
    notes,
  };
}
