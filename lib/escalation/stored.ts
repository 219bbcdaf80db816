import { z } from 'zod';
import { isTimeZone } from '@/lib/core/datetime';
import { TURN_UNITS } from '@/lib/escalation/types';
import { ROLES } from '@/lib/incidents/types';

/** Rounds after the first one. */
export const REPEATS_MAX = 5;
export const STEPS_MAX = 12;
export const LAYERS_MAX = 10;
const MINUTES_MAX = 7 * 1440;

const minute = z.int().min(0).max(1439);
export const weekHoursSchema = z
  .array(z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: minute, to: minute }))
  .min(1)
  .max(21);

/** Rotations of a schedule, as the database holds them. */
export const layersSchema = z
  .array(
    z.strictObject({
      people: z.array(z.uuid()).min(1).max(50),
      every: z.int().min(1).max(366),
      unit: z.enum(TURN_UNITS),
      handover: minute,
      from: z.iso.date(),
      until: z.iso.date().nullable(),
      hours: weekHoursSchema.nullable(),
      hoursOf: z.enum(['layer', 'person']),
      timeZone: z.string().refine(isTimeZone).nullable(),
    }),
  )
  .max(LAYERS_MAX);

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('schedule'), scheduleId: z.uuid() }),
  z.strictObject({ kind: z.literal('role'), role: z.enum(ROLES) }),
  /** Whoever may work on incidents by a right of the product's own. */
  z.strictObject({ kind: z.literal('team') }),
  z.strictObject({ kind: z.literal('person'), personId: z.uuid() }),
  /** All responders who reach the product. */
  z.strictObject({ kind: z.literal('fallback') }),
]);
export type Target = z.infer<typeof target>;

/** Steps of a chain: `delayMinutes` after its beginning, never descending. */
export const stepsSchema = z
  .array(
    z.strictObject({
      delayMinutes: z.int().min(0).max(MINUTES_MAX),
      target,
      /** People are told by the ways they chose. */
      personal: z.boolean(),
      /** Rooms and services that are told too. */
      channels: z.array(z.uuid()).max(10),
      important: z.boolean(),
    }),
  )
  .min(1)
  .max(STEPS_MAX)
  .refine((steps) => steps.every((step, at) => step.delayMinutes >= (steps[at - 1]?.delayMinutes ?? 0)), 'ascending');
export type Step = z.infer<typeof stepsSchema>[number];

export const PERSONAL_KINDS = ['notice', 'email'] as const;

/** How somebody is reached who never said. */
export const PROFILE_DEFAULT = {
  defaultKinds: ['notice', 'email'],
  importantKinds: ['notice', 'email'],
  workingHours: null,
  quietHours: null,
} as const;

export const profileSchema = z.strictObject({
  defaultKinds: z.array(z.enum(PERSONAL_KINDS)).min(1),
  importantKinds: z.array(z.enum(PERSONAL_KINDS)).min(1),
  workingHours: weekHoursSchema.nullable(),
  quietHours: weekHoursSchema.nullable(),
});
export type Profile = z.infer<typeof profileSchema>;
