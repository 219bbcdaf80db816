import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import type { Handover, PersonRef } from '@/lib/findings/types';

/** Whether a person watches a finding. */
export async function isWatching(findingId: number, personId: string | null): Promise<boolean> {
  if (personId === null) return false;
  return (await unsafeDb().findingWatch.count({ where: { findingId, personId } })) > 0;
}

const handoverSchema = z.array(
  z.object({
    kind: z.string(),
    byId: z.string().nullable(),
    byName: z.string(),
    note: z.string().nullable(),
    at: z.date().transform((at) => at.toISOString()),
  }),
);

/** How the finding came to whoever has it now, where somebody handed it over. For callers that have proven the scope. */
export async function handoverOf(findingId: number): Promise<Handover | null> {
  const found = await unsafeDb().$queryRaw`
    SELECT e.kind, CASE WHEN e.actor_kind = 'person' THEN e.actor_id END AS "byId", e.actor_name AS "byName", e.note, e.at
    FROM finding_event e JOIN finding f ON f.id = e.finding_id
    WHERE e.finding_id = ${findingId}::int AND e.changes ? 'assigneeId' AND f.assignee_id IS NOT NULL
      AND (f.handed_by_id IS NULL OR e.kind = 'handover')
    ORDER BY e.id DESC LIMIT 1`;
  const [last] = handoverSchema.parse(found);
  if (!last?.byId || last.kind !== 'handover') return null;
  return { by: { id: last.byId, name: last.byName }, note: last.note ?? '', at: last.at };
}

/** People by id, for texts that mention them. */
export function peopleNamed(ids: readonly string[]): Promise<PersonRef[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return unsafeDb().person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
}
