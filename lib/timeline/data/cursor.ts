import { z } from 'zod';
import { parseRef } from '@/lib/timeline/ref';
import type { TimelineItem } from '@/lib/timeline/types';
import { Prisma } from '@/prisma/generated/client';

/** `<time>_<ref>` of the last item before. */
const cursorSchema = z.object({
  time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
  ref: z.string().refine((ref) => parseRef(ref) !== null),
});
export type Cursor = Pick<TimelineItem, 'time' | 'ref'>;

export function cursorOf(text: string | null): Cursor | null {
  const [time, ref] = text?.split('_') ?? [];
  const parsed = cursorSchema.safeParse({ time, ref });
  return parsed.success ? parsed.data : null;
}

export const cursorText = ({ time, ref }: Cursor) => `${time}_${ref}`;

/** Of one moment events come first, then alerts, lines and what was added (lib/timeline/order.ts). */
export const RANKS = { event: 0, alert: 1, line: 2, note: 3 } as const;

type Keys = {
  readonly of: keyof typeof RANKS;
  /** Columns of the row: its time in microseconds, what of its nanoseconds is left over, and what orders rows of one moment. */
  readonly at: Prisma.Sql;
  readonly nanos: Prisma.Sql;
  readonly key: Prisma.Sql;
  readonly type: 'bigint' | 'int' | 'uuid';
};

const NO_KEY = { bigint: '0', int: '0', uuid: '00000000-0000-0000-0000-000000000000' } as const;

function keyIn(ref: string): string {
  const parsed = parseRef(ref);
  switch (parsed?.of) {
    case 'event':
      return parsed.ref.split('.')[2] ?? '0';
    case 'alert':
      return String(parsed.number);
    case 'line':
      return String(parsed.seq);
    default:
      return parsed?.id ?? '';
  }
}

/** Rows of a kind behind an item of any kind, in the order of all. The time comes first, so that an index finds where to begin. */
export function behind({ time, ref }: Cursor, { of, at, nanos, key, type }: Keys): Prisma.Sql {
  const last = parseRef(ref)?.of ?? 'event';
  const micros = time.replace(/\d{3}Z$/, 'Z');
  const value = last === of ? keyIn(ref) : NO_KEY[type];
  return Prisma.sql`${at} >= ${micros}::timestamptz AND (${at}, ${nanos}::int, ${RANKS[of]}::int, ${key}) >
    (${micros}::timestamptz, ${Number(time.slice(-4, -1))}::int, ${RANKS[last]}::int, ${value}::${Prisma.raw(type)})`;
}
