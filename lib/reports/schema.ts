import { z } from 'zod';
import { isTimeZone } from '@/lib/core/datetime';
import { PERIODS } from '@/lib/figures/search-params';

/** `team`: slug; null: the whole organisation. `day`: as of its end (UTC); null: now. */
export const makeReportSchema = z.object({
  team: z.string().max(100).nullable(),
  weeks: z.literal(PERIODS),
  day: z.iso.date().nullable(),
});
export type MakeReport = z.infer<typeof makeReportSchema>;

export const CADENCES = ['weekly', 'monthly', 'quarterly'] as const;
export type Cadence = (typeof CADENCES)[number];
export const RECIPIENTS_MAX = 50;

const plan = {
  cadence: z.enum(CADENCES),
  /** 1 Monday to 7 Sunday; only a weekly one looks at it. */
  weekday: z.int().min(1).max(7),
  hour: z.int().min(0).max(23),
  timeZone: z.string().max(100).refine(isTimeZone),
  weeks: z.literal(PERIODS),
  /** People. */
  recipients: z.array(z.uuid()).min(1).max(RECIPIENTS_MAX),
};

/** `team`: slug; null: the whole organisation. */
export const addScheduleSchema = z.strictObject({ team: z.string().max(100).nullable(), ...plan });
export type AddSchedule = z.infer<typeof addScheduleSchema>;

export const changeScheduleSchema = z.strictObject({ id: z.uuid(), version: z.int().min(1), on: z.boolean(), ...plan });
export type ChangeSchedule = z.infer<typeof changeScheduleSchema>;
