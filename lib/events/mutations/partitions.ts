import type pg from 'pg';
import type { EventClass } from '@/lib/events/types';
import { weekOf } from '@/lib/events/weeks';

/** Weeks of classes that this process has seen to be there. A dropped one shows itself when it is written to. */
const known = new Set<string>();

/** Makes the partitions of these weeks where they are missing. */
export async function ensurePartitions(
  client: pg.ClientBase | pg.Pool,
  moments: Iterable<{ readonly class: EventClass; readonly at: string }>,
): Promise<void> {
  for (const { class: kind, at } of moments) {
    const week = `${kind} ${weekOf(at)}`;
    if (known.has(week)) continue;
    await client.query('SELECT ensure_event_partition($1, $2)', [kind, at]);
    known.add(week);
  }
}

/** After a drop: nothing is known of any week. */
export function forgetPartitions(): void {
  known.clear();
}
