import { z } from 'zod';
import { matrixSchema } from '@/lib/incidents/policy-row';

/** 60 days: a target beyond is none. */
export const MINUTES_MAX = 86_400;
export const REVIEW_DAYS_MAX = 90;

/** P1 first; what is worse is never given more time. */
const minutes = z
  .array(z.int().min(1).max(MINUTES_MAX))
  .length(4)
  .refine((list) => list.every((one, index) => index === 0 || one >= (list[index - 1] ?? 0)), 'order');

const warnPercent = z
  .array(z.int().min(1).max(99))
  .max(5)
  .refine((list) => list.every((one, index) => index === 0 || one > (list[index - 1] ?? 0)), 'order');

/** A new version of what the organisation promises for incidents. */
export const savePolicySchema = z.object({
  /** The newest version that the person saw. */
  known: z.int().positive(),
  /** ISO 8601; null: at once. */
  validFrom: z.iso.datetime({ offset: true }).nullable(),
  matrix: matrixSchema,
  reactionMinutes: minutes,
  updateMinutes: minutes,
  warnPercent,
  reviewDays: z.int().min(1).max(REVIEW_DAYS_MAX),
});
export type SavePolicy = z.infer<typeof savePolicySchema>;
