import type { EventClass } from '@/lib/events/types';

/**
 * Days that events of a class are kept unless settings say otherwise. What judges or proves who did what is kept for a
 * year and a month (an audit looks back a year); what is loud and seldom asked for, for three months.
 */
export const KEEP_DAYS: Readonly<Record<EventClass, number>> = {
  detection: 396,
  identity: 396,
  audit: 396,
  database: 396,
  host: 92,
  network: 92,
  web: 92,
};
