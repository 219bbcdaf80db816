import { z } from 'zod';

export const SLA_DAYS_MAX = 3650;

const days = z.int().min(1).max(SLA_DAYS_MAX).nullable();

/** Days from first sight until due, by severity from info (0) to critical (4); null: never due. */
export const slaDaysSchema = z.tuple([days, days, days, days, days]);
export type SlaDays = z.infer<typeof slaDaysSchema>;

/** Setting `sla.days`. */
export const SLA_DAYS_DEFAULT: SlaDays = [null, 180, 90, 30, 7];
