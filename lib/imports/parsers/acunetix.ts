import { moment } from '@/lib/core/json';

/** "25/06/2021 09:53 AM" or "28/04/2020, 05:36:46": Acunetix puts the day first and names no zone; read as UTC. */
export function acunetixMoment(text: string): Date | undefined {
  const found = /^(\d\d)\/(\d\d)\/(\d{4}),? (\d\d):(\d\d)(:\d\d)?(?: ([AP])M)?$/.exec(text.trim());
  if (!found) return undefined;
  const [, day, month, year, hours, minutes, seconds = ':00', half] = found;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'P' ? 12 : 0);
  return moment(`${year}-${month}-${day}T${String(hour).padStart(2, '0')}:${minutes}${seconds}`);
}
