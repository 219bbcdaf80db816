import { unsafeDb } from '@/lib/core/db';

/** When the next acceptance ends or its people are to be warned; null where none waits for that. */
export async function nextEnd(): Promise<Date | null> {
  const [end, warning] = await Promise.all([
    unsafeDb().acceptance.findFirst({
      where: { state: { in: ['requested', 'approved'] } },
      orderBy: { expiresAt: 'asc' },
      select: { expiresAt: true },
    }),
    unsafeDb().acceptance.findFirst({
      where: { state: 'approved', warnedAt: null, warnAt: { not: null } },
      orderBy: { warnAt: 'asc' },
      select: { warnAt: true },
    }),
  ]);
  const times = [end?.expiresAt, warning?.warnAt].flatMap((at) => at?.getTime() ?? []);
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
