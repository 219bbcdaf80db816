import { z } from 'zod';
import { ACCEPTANCE_POLICY_DEFAULT, acceptancePolicySchema } from '@/lib/acceptances/settings-schema';
import type { Permission } from '@/lib/access/policy';
import { isStepUpPurpose } from '@/lib/access/purposes';
import {
  SESSION_DEFAULT,
  STEP_UP_DEFAULT,
  sessionSettingsSchema,
  stepUpSettingsSchema,
} from '@/lib/access/settings-schema';
import { ALLOWED_RANGES_DEFAULT, allowedRangesSchema } from '@/lib/core/addresses/settings-schema';
import { CHANNEL_RANGES_DEFAULT, channelRangesSchema } from '@/lib/escalation/settings-schema';
import { KEEP_DAYS_DEFAULT as EVENT_DAYS_DEFAULT, keepDaysSchema as eventDaysSchema } from '@/lib/events/classes';
import { STANDARD_WEIGHTS, weightsSchema } from '@/lib/findings/weights';
import { KEEP_DAYS_DEFAULT, keepDaysSchema } from '@/lib/imports/keep-days';
import { MIRRORS_DEFAULT, mirrorsSchema } from '@/lib/intel/schema';

/** Each setting of the organisation: its shape, what counts while it is unset, and the right to change it. */
export const SETTINGS = {
  session: { schema: sessionSettingsSchema, fallback: SESSION_DEFAULT, permission: 'setting:write' },
  stepUp: { schema: stepUpSettingsSchema, fallback: STEP_UP_DEFAULT, permission: 'setting:write' },
  'imports.keepDays': { schema: keepDaysSchema, fallback: KEEP_DAYS_DEFAULT, permission: 'setting:write' },
  'events.keepDays': { schema: eventDaysSchema, fallback: EVENT_DAYS_DEFAULT, permission: 'setting:write' },
  'intel.mirrors': { schema: mirrorsSchema, fallback: MIRRORS_DEFAULT, permission: 'setting:write' },
  'priority.weights': { schema: weightsSchema, fallback: STANDARD_WEIGHTS, permission: 'setting:write' },
  acceptances: { schema: acceptancePolicySchema, fallback: ACCEPTANCE_POLICY_DEFAULT, permission: 'setting:write' },
  'tls.ranges': { schema: allowedRangesSchema, fallback: ALLOWED_RANGES_DEFAULT, permission: 'setting:write' },
  'escalation.ranges': {
    schema: channelRangesSchema,
    fallback: CHANNEL_RANGES_DEFAULT,
    permission: 'setting:write',
  },
} as const satisfies Readonly<Record<string, { schema: z.ZodType; fallback: unknown; permission: Permission }>>;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValues = { readonly [K in SettingKey]: z.infer<(typeof SETTINGS)[K]['schema']> };

/** Stricter than what is read: a misspelt purpose would silently count for nothing. */
const stepUpInput = stepUpSettingsSchema.refine(({ byPurpose }) => Object.keys(byPurpose).every(isStepUpPurpose), {
  path: ['byPurpose'],
});

/** `known`: when the value that the form showed was set; null while it was the default. */
const known = z.iso.datetime().nullable();

export const changeSettingSchema = z.discriminatedUnion('key', [
  z.object({ key: z.literal('session'), known, value: sessionSettingsSchema }),
  z.object({ key: z.literal('stepUp'), known, value: stepUpInput }),
  z.object({ key: z.literal('imports.keepDays'), known, value: keepDaysSchema }),
  z.object({ key: z.literal('events.keepDays'), known, value: eventDaysSchema }),
  z.object({ key: z.literal('intel.mirrors'), known, value: mirrorsSchema }),
  z.object({ key: z.literal('priority.weights'), known, value: weightsSchema }),
  z.object({ key: z.literal('acceptances'), known, value: acceptancePolicySchema }),
  z.object({ key: z.literal('tls.ranges'), known, value: allowedRangesSchema }),
  z.object({ key: z.literal('escalation.ranges'), known, value: channelRangesSchema }),
]);

export type ChangeSetting = z.infer<typeof changeSettingSchema>;
