import { AGES, type Age } from '@/lib/findings/search-params';

const DAY = 86_400_000;

/** `YYYY-MM-DD` of the UTC day that lies `days` before `now`. */
export function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY).toISOString().slice(0, 10);
}

/** Days of first sight that an age covers, both included; null has no limit on that side. */
export function daysOfAge(age: Age, now: Date): { readonly from: string | null; readonly to: string | null } {
  const [youngest, oldest] = AGES[age];
  return {
    from: oldest === null ? null : daysBefore(now, oldest),
    to: youngest === 0 ? null : daysBefore(now, youngest),
  };
}
