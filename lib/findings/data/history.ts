import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import type { FindingChange, HistoryEntry } from '@/lib/findings/types';

const SHOWN = 500;

const changesSchema = z.record(z.string(), z.tuple([z.json(), z.json()])).catch({});
type Value = z.infer<ReturnType<typeof z.json>>;

function textOf(value: Value): string | null {
  if (value === null || value === '') return null;
  if (Array.isArray(value)) return value.length > 0 ? value.map((one) => textOf(one) ?? '').join(', ') : null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What really changed, in words: values that stayed as they were are left out, people are named. */
function toChanges(changes: z.infer<typeof changesSchema>, names: ReadonlyMap<string, string>): FindingChange[] {
  const shown = (field: string, value: Value) => {
    const text = textOf(value);
    return field === 'assigneeId' && text ? (names.get(text) ?? text) : text;
  };
  return Object.entries(changes)
    .map(([field, [before, after]]) => ({ field, before: shown(field, before), after: shown(field, after) }))
    .filter(({ before, after }) => before !== after);
}

function peopleIn(changes: readonly z.infer<typeof changesSchema>[]): string[] {
  const ids = changes.flatMap(({ assigneeId }) => assigneeId ?? []);
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}

/** A finding's history, newest first. For callers that have proven that the finding is within their scope. */
export async function historyOf(findingId: number): Promise<HistoryEntry[]> {
  const events = await unsafeDb().findingEvent.findMany({
    where: { findingId },
    select: {
      id: true,
      at: true,
      kind: true,
      changes: true,
      reason: true,
      note: true,
      actorName: true,
      actorKind: true,
      importId: true,
    },
    orderBy: { id: 'desc' },
    take: SHOWN,
  });
  const parsed = events.map((event) => ({ ...event, changes: changesSchema.parse(event.changes) }));
  const people = await unsafeDb().person.findMany({
    where: { id: { in: peopleIn(parsed.map(({ changes }) => changes)) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return parsed.map(({ at, changes, ...event }) => ({
    ...event,
    at: at.toISOString(),
    changes: toChanges(changes, names),
  }));
}
