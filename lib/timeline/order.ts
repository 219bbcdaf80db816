import { parseRef } from '@/lib/timeline/ref';
import type { TimelineItem } from '@/lib/timeline/types';

type Placed = Pick<TimelineItem, 'time' | 'ref'>;

const eventId = (ref: string): bigint | null => {
  const parsed = parseRef(ref);
  return parsed?.of === 'event' ? BigInt(parsed.ref.split('.')[2] ?? 0) : null;
};

const sign = (a: bigint | string, b: bigint | string) => (a < b ? -1 : Number(a > b));

/** By time to the nanosecond, the oldest first; of one moment events first, as the database orders them. */
export function inOrder(a: Placed, b: Placed): number {
  if (a.time !== b.time) return sign(a.time, b.time);
  const [one, two] = [eventId(a.ref), eventId(b.ref)];
  if (one !== null && two !== null) return sign(one, two);
  if (one !== null || two !== null) return one === null ? 1 : -1;
  return sign(a.ref, b.ref);
}
