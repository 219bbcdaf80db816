import { addDays } from '@/lib/core/datetime';

/** The page of a promise. */
export function safeguardHref(id: string): string {
  return `/posture/${id}`;
}

/** The last millisecond of a UTC day, `YYYY-MM-DD`. */
export function endOf(day: string): Date {
  return new Date(addDays(new Date(`${day}T00:00:00Z`), 1).getTime() - 1);
}
