import type { EventClass } from '@/lib/events/types';

/** What names an event: its class, its time (ISO 8601 with microseconds, in UTC) and its id. */
type Named = { readonly class: EventClass; readonly at: string; readonly id: string };

/** Names an event in addresses: class, microseconds since 1970, id. */
export function refOf({ class: kind, at, id }: Named): string {
  const micros = BigInt(Date.parse(at)) * 1000n + BigInt(at.slice(23, 26));
  return `${kind}.${micros}.${id}`;
}
