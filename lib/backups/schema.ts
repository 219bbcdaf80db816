import { z } from 'zod';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { COMPARISONS, type Objectives, TEST_KINDS, TEST_RESULTS } from '@/lib/backups/types';
import { isTimeZone } from '@/lib/core/datetime';
import { DomainError } from '@/lib/core/errors';
import { storable } from '@/lib/core/storable';

/** What a service is promised unless somebody says otherwise. */
export const DEFAULT_OBJECTIVES: Objectives = {
  rtoMinutes: 240,
  rpoMinutes: 60,
  everyMinutes: 1440,
  retentionDays: 30,
  sites: 2,
  encrypted: true,
  verifyDays: 30,
  testDays: 92,
  allowanceMinutes: 30,
};

export const NAME_MAX = 120;
export const NOTE_MAX = 2_000;
const YEAR_MINUTES = 366 * 1440;
const TEN_YEARS_DAYS = 3_660;

const line = (max: number) =>
  z
    .string()
    .transform((said) => storable(said, max + 1).trim())
    .pipe(z.string().max(max));
const required = (max: number) => line(max).pipe(z.string().min(1));

const minutes = (max: number) => z.int().min(1).max(max);
const days = z.int().min(1).max(TEN_YEARS_DAYS);

export const objectivesSchema = z.object({
  rtoMinutes: minutes(YEAR_MINUTES),
  rpoMinutes: minutes(YEAR_MINUTES),
  everyMinutes: minutes(YEAR_MINUTES),
  retentionDays: days,
  sites: z.int().min(1).max(10),
  encrypted: z.boolean(),
  verifyDays: days,
  testDays: days,
  allowanceMinutes: z.int().min(0).max(YEAR_MINUTES),
});

export const createServiceSchema = z.object({
  productId: z.uuid(),
  name: required(NAME_MAX),
  note: line(NOTE_MAX),
  objectives: objectivesSchema,
});
export type CreateService = z.infer<typeof createServiceSchema>;

/** `version`: what the person saw. */
const seen = { id: z.uuid(), version: z.int().positive() };
export const changeServiceSchema = z.object({
  ...seen,
  name: required(NAME_MAX),
  note: line(NOTE_MAX),
  objectives: objectivesSchema,
});
export type ChangeService = z.infer<typeof changeServiceSchema>;
export const removeSeenSchema = z.object(seen);
export type RemoveSeen = z.infer<typeof removeSeenSchema>;

const timeZone = z.string().max(100).refine(isTimeZone);

const planFields = {
  asset: line(BACKUP_LIMITS.name),
  repository: line(BACKUP_LIMITS.name),
  part: line(NAME_MAX),
  location: line(NAME_MAX),
  region: line(NAME_MAX),
  everyMinutes: minutes(YEAR_MINUTES),
  spanMinutes: z.int().min(1).max(1440).nullable(),
  startMinute: z.int().min(0).max(1439).nullable(),
  timeZone,
  windowMinutes: minutes(YEAR_MINUTES).nullable(),
  logMinutes: minutes(1440).nullable(),
};

export const savePlanSchema = z.object({
  /** Null: a new one. */
  id: z.uuid().nullable(),
  version: z.int().nonnegative(),
  serviceId: z.uuid(),
  sourceId: z.uuid(),
  ...planFields,
});
export type SavePlan = z.infer<typeof savePlanSchema>;

/** What a source calls itself: shown, and part of an address. */
export const sourceNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._:@/-]*$/u);

export const changeSourceSchema = z.object({
  ...seen,
  timeZone: timeZone.nullable(),
  expectedMinutes: z.int().min(0).max(YEAR_MINUTES).nullable(),
});
export type ChangeSource = z.infer<typeof changeSourceSchema>;

export const TEST_SECONDS_MAX = 90 * 86_400;

export const recordTestSchema = z.object({
  serviceId: z.uuid(),
  kind: z.enum(TEST_KINDS),
  startedAt: z.coerce.date(),
  seconds: z.int().min(1).max(TEST_SECONDS_MAX),
  bytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
  pointAsked: z.coerce.date().nullable(),
  pointReached: z.coerce.date().nullable(),
  result: z.enum(TEST_RESULTS),
  compared: z.enum(COMPARISONS),
  comparedNote: line(NOTE_MAX),
  evidence: line(NOTE_MAX),
  note: line(NOTE_MAX),
  byName: line(NAME_MAX),
});
export type RecordTest = z.infer<typeof recordTestSchema>;

export const withdrawTestSchema = z.object({ id: z.uuid(), why: required(500) });
export type WithdrawTest = z.infer<typeof withdrawTestSchema>;

const idInAddress = z.uuid();

/** An id in an address. @throws DomainError `not_found` where it cannot be one */
export function requireId(segment: string): string {
  const parsed = idInAddress.safeParse(segment);
  if (!parsed.success) throw new DomainError('not_found');
  return parsed.data;
}
