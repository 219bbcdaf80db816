import { z } from 'zod';

/** Days from first sight until due, by severity from info (0) to critical (4); null: never due. */
export const slaDaysSchema = z.tuple([
  z.int().positive().nullable(),
  z.int().positive().nullable(),
  z.int().positive().nullable(),
  z.int().positive().nullable(),
  z.int().positive().nullable(),
]);
export type SlaDays = z.infer<typeof slaDaysSchema>;

/** Setting `sla.days`. */
export const SLA_DAYS_DEFAULT: SlaDays = [null, 180, 90, 30, 7];
