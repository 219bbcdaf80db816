import { type ItemRef, parseRef } from '@/lib/timeline/ref';
import type { TimelineItem } from '@/lib/timeline/types';

type Placed = Pick<TimelineItem, 'time' | 'ref'>;

const KINDS = ['event', 'alert', 'line', 'note'] as const satisfies readonly ItemRef['of'][];
type Key = readonly [number, bigint | number | string];

function keyOf(ref: string): Key {
  const parsed = parseRef(ref);
  if (parsed === null) return [KINDS.length, ref];
  const rank = KINDS.indexOf(parsed.of);
  switch (parsed.of) {
    case 'event':
      return [rank, BigInt(parsed.ref.split('.')[2] ?? 0)];
    case 'alert':
      return [rank, parsed.number];
    case 'line':
      return [rank, parsed.seq];
    case 'note':
      return [rank, parsed.id];
  }
}

const sign = <T extends bigint | number | string>(a: T, b: T) => (a < b ? -1 : Number(a > b));

/** By time to the nanosecond, the oldest first; of one moment by kind and number, as the database orders them (data/cursor.ts). */
export function inOrder(a: Placed, b: Placed): number {
  if (a.time !== b.time) return sign(a.time, b.time);
  const [[rankA, one], [rankB, two]] = [keyOf(a.ref), keyOf(b.ref)];
  return rankA === rankB ? sign(one, two) : rankA - rankB;
}
