import { z } from 'zod';
import type { EventClass } from '@/lib/events/types';

export const KEEP_DAYS_MAX = 3650;

const days = z.int().min(1).max(KEEP_DAYS_MAX);

/** Setting `events.keepDays`: days that events of a class are kept. */
export const keepDaysSchema = z.object({
  detection: days,
  identity: days,
  audit: days,
  database: days,
  host: days,
  network: days,
  web: days,
}) satisfies z.ZodType<Readonly<Record<EventClass, number>>>;
export type KeepDays = Readonly<z.infer<typeof keepDaysSchema>>;

/**
 * While it is unset. What judges or proves who did what is kept for a year and a month (an audit looks back a year); what is
 * loud and seldom asked for, for three months.
 */
export const KEEP_DAYS_DEFAULT: KeepDays = {
  detection: 396,
  identity: 396,
  audit: 396,
  database: 396,
  host: 92,
  network: 92,
  web: 92,
};
