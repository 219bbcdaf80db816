import { HOUR_MS } from '@/lib/core/datetime';

const HOURS = /^PT([1-9]\d{0,3})H$/;
const MONTHS = /^P([1-9]\d?)M$/;

/** The same day so many months on, or the last day of a month that is shorter; UTC. */
function addMonths(from: Date, months: number): Date {
  const day = from.getUTCDate();
  const result = new Date(from);
  result.setUTCDate(1);
  result.setUTCMonth(result.getUTCMonth() + months);
  const last = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(day, last));
  return result;
}

/**
 * What the law's times lead to: hours (`PT72H`) pass through nights, weekends and changes of daylight saving time, months
 * (`P1M`) end on the same day or the month's last. Null for what is neither.
 */
export function addDuration(from: Date, duration: string): Date | null {
  const hours = HOURS.exec(duration)?.[1];
  if (hours !== undefined) return new Date(from.getTime() + Number(hours) * HOUR_MS);
  const months = MONTHS.exec(duration)?.[1];
  return months === undefined ? null : addMonths(from, Number(months));
}
