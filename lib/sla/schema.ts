import { z } from 'zod';
import { isTimeZone } from '@/lib/core/datetime';
import { SLA_STARTS } from '@/lib/sla/types';

export const DAYS_MAX = 3650;
/** Of pauses for a claimed fix, and of warnings. */
export const SPAN_MAX = 365;
const HOLIDAYS_MAX = 1000;

const days = z.int().min(1).max(DAYS_MAX);
const effect = [
  { factor: z.number().gt(0).lt(1), maxDays: z.null() },
  { factor: z.null(), maxDays: days },
] as const;
const none = { threshold: z.null() };
const conditions = [
  { condition: z.literal('known_exploited'), ...none },
  { condition: z.literal('epss'), threshold: z.number().gt(0).max(1) },
  { condition: z.literal('exposed'), ...none },
  { condition: z.literal('tier'), threshold: z.int().min(1).max(4) },
] as const;
const shortening = z.union(conditions.flatMap((one) => effect.map((how) => z.strictObject({ ...one, ...how }))));

const rules = z.strictObject({
  calendarId: z.uuid(),
  /** Working days of the calendar count; otherwise every day does. */
  business: z.boolean(),
  starts: z.enum(SLA_STARTS),
  days: z.strictObject({
    critical: days.nullable(),
    high: days.nullable(),
    medium: days.nullable(),
    low: days.nullable(),
    info: days.nullable(),
  }),
  shortenings: z
    .array(shortening)
    .refine((all) => new Set(all.map(({ condition }) => condition)).size === all.length, 'each condition once'),
  pauseAwaiting: z.boolean(),
  pauseAccepted: z.boolean(),
  claimedDays: z.int().min(0).max(SPAN_MAX),
  warnDays: z.int().min(0).max(SPAN_MAX),
});

const own = z.strictObject({ kind: z.enum(['team', 'product']), id: z.uuid() });
const place = z.union([z.strictObject({ kind: z.literal('organisation'), id: z.null() }), own]);

/** `known`: the newest version of the place that the form showed; 0: none. `rules` null: the place has none of its own. */
export const savePolicySchema = z
  .strictObject({ place, known: z.int().min(0), validFrom: z.iso.date(), rules: rules.nullable() })
  .refine(
    (input) => input.rules !== null || (input.place.kind !== 'organisation' && input.known > 0),
    'cannot inherit',
  );

export const withdrawPolicySchema = z.strictObject({ id: z.uuid() });

/** `known`: when the calendar that the form showed was changed; null: it is new. */
export const saveCalendarSchema = z.strictObject({
  id: z.uuid().nullable(),
  known: z.iso.datetime().nullable(),
  name: z.string().trim().min(1).max(80),
  timeZone: z.string().refine(isTimeZone),
  /** ISO 8601: 1 Monday … 7 Sunday. */
  workingDays: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** ISO 3166: a country or a part of it whose public holidays count beside the own ones. */
  region: z.string().max(10).nullable(),
  holidays: z
    .array(z.strictObject({ day: z.iso.date(), name: z.string().trim().max(80) }))
    .max(HOLIDAYS_MAX)
    .refine((all) => new Set(all.map(({ day }) => day)).size === all.length, 'each day once'),
});

export type PolicyRules = z.infer<typeof rules>;
export type SavePolicy = z.infer<typeof savePolicySchema>;
export type WithdrawPolicy = z.infer<typeof withdrawPolicySchema>;
export type SaveCalendar = z.infer<typeof saveCalendarSchema>;
