import { unsafeDb } from '@/lib/core/db';
import { namesFor } from '@/lib/incidents/data/mentioned';
import { type EarlierNote, NOTE_KINDS, type NoteKind } from '@/lib/timeline/types';
import { Prisma } from '@/prisma/generated/client';

/** Rows that are looked at. */
const MOST = 200;

type Stored = Omit<EarlierNote, 'kind' | 'ended'> &
  Omit<EarlierNote['ended'], 'at' | 'by'> & {
    readonly kind: string;
    readonly endedAt: string;
    readonly endedBy: string;
  };

const kindOf = (kind: string): NoteKind | undefined => NOTE_KINDS.find((one) => one === kind);

async function replaced(incidentId: string, which: Prisma.Sql): Promise<readonly EarlierNote[]> {
  const rows = await unsafeDb().$queryRaw<Stored[]>`
    SELECT n.id::text AS id, n.kind, n.title, n.text, n.known, n.created_by_name AS by,
      to_char(n.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || lpad(n.nanos::text, 3, '0') || 'Z' AS time,
      to_char(n.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
      later.kind = 'removed' AS removed, later.reason, later.created_by_name AS "endedBy",
      to_char(later.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "endedAt"
    FROM timeline_note n JOIN timeline_note later ON later.replaces_id = n.id
    WHERE n.incident_id = ${incidentId}::uuid AND ${which}
    ORDER BY later.created_at DESC, n.id LIMIT ${MOST}`;
  const named = await namesFor(rows.map(({ text }) => text));
  return rows.flatMap(({ removed, reason, endedAt, endedBy, ...note }) => {
    const kind = kindOf(note.kind);
    if (!kind) return [];
    return [{ ...note, kind, text: named(note.text), ended: { removed, at: endedAt, by: endedBy, reason } }];
  });
}

/** What was said of an item and was corrected or taken back since, the newest change first. */
export const earlierOf = (incidentId: string, ref: string) => replaced(incidentId, Prisma.sql`n.ref = ${ref}`);

/** Items that somebody added and that were taken back since, the last one first: they are in no lane and no list any more. */
export const takenBackOf = (incidentId: string) =>
  replaced(incidentId, Prisma.sql`n.kind = 'item' AND later.kind = 'removed'`);
