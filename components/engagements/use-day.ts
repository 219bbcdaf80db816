'use client';

import { useFormatter } from 'next-intl';

/** A day (`2026-11-22`) in the reader's language: the same day in every time zone. */
export function useDay(): (day: string) => string {
  const format = useFormatter();
  return (day) => format.dateTime(new Date(day), 'day', { timeZone: 'UTC' });
}
