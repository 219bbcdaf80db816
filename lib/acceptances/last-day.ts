/** `YYYY-MM-DD` of the reader's own calendar. */
export function localDay(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/**
 * The instant at which a day ends in the reader's own time zone, but never after `latest`: on the last day that is
 * allowed it ends when the policy says. Null where it is no day.
 */
export function endOfDay(day: string, latest: Date): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (!year || !month || !date) return null;
  const end = new Date(Number(year), Number(month) - 1, Number(date) + 1);
  if (localDay(new Date(end.getTime() - 1)) !== day) return null;
  return end < latest ? end : latest;
}
