'use client';

import { useFormatter } from 'next-intl';

/** A day (`2026-11-22`) in the reader's language: the same day in every time zone. */
export function useDay(): (day: string) => string {
  const format = useFormatter();
  return (day) => format.dateTime(new Date(day), 'day', { timeZone: 'UTC' });
}

/** From a day to a day: "Oct 13 – 22, 2026". */
export function useDays(): (from: string, to: string) => string {
  const format = useFormatter();
  // Server and browser may know different editions of the language's rules, which differ in the width of spaces.
  return (from, to) =>
    format.dateTimeRange(new Date(from), new Date(to), 'day', { timeZone: 'UTC' }).replace(/\s+/g, ' ');
}
