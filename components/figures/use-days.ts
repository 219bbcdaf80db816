import { useFormatter } from 'next-intl';

/** UTC days `YYYY-MM-DD` in words: whole, and short for an axis. */
export function useDays() {
  const format = useFormatter();
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  return {
    whole: (day: string) => format.dateTime(at(day), { dateStyle: 'medium', timeZone: 'UTC' }),
    short: (day: string) => format.dateTime(at(day), { month: 'short', day: 'numeric', timeZone: 'UTC' }),
  };
}
