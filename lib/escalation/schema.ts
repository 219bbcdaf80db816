import { z } from 'zod';
import { isTimeZone } from '@/lib/core/datetime';
import { LOCALES } from '@/lib/core/i18n/locales';
import { SMTP_SECURITY } from '@/lib/escalation/channels/types';
import { placeSchema } from '@/lib/escalation/place';
import { layersSchema, profileSchema, REPEATS_MAX, stepsSchema } from '@/lib/escalation/stored';
import { NOTE_MAX } from '@/lib/incidents/schema';

export const NAME_MAX = 80;
const SECRET_MAX = 2000;
const OVERRIDE_DAYS_MAX = 92;

const name = z.string().trim().min(1).max(NAME_MAX);
const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** `id` null: a new one; `version`: what the person saw. */
const seen = { id: z.uuid().nullable(), version: z.int().min(0) };

export const saveScheduleSchema = z.object({
  ...seen,
  name,
  timeZone: z.string().refine(isTimeZone),
  layers: layersSchema
    .min(1)
    .refine((layers) => layers.every(({ from, until }) => until === null || from < until), 'until after from'),
});
export type SaveSchedule = z.infer<typeof saveScheduleSchema>;

export const overrideSchema = z
  .object({ scheduleId: z.uuid(), personId: z.uuid(), insteadOfId: z.uuid().nullable(), from: moment, to: moment })
  .refine(({ personId, insteadOfId }) => personId !== insteadOfId, { path: ['insteadOfId'] })
  .refine(({ from, to }) => from < to && to.getTime() - from.getTime() <= OVERRIDE_DAYS_MAX * 86_400_000, {
    path: ['to'],
  });
export type AddOverride = z.infer<typeof overrideSchema>;

export const endOverrideSchema = z.object({ id: z.uuid() });
export type EndOverride = z.infer<typeof endOverrideSchema>;

export const archiveScheduleSchema = z.object({ id: z.uuid(), version: z.int().min(1) });
export type ArchiveSchedule = z.infer<typeof archiveScheduleSchema>;

/** Inside a private network plain http may do; whether it is one is known once the name is resolved. */
const url = z
  .string()
  .trim()
  .max(SECRET_MAX)
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''));
const kept = { ...seen, name, locale: z.enum(LOCALES), enabled: z.boolean() };
/** Secrets: empty keeps the one that is there. */
const secretUrl = z.union([z.literal(''), url]);

export const saveChannelSchema = z.discriminatedUnion('kind', [
  z.object({
    ...{ ...kept, kind: z.literal('smtp'), host: z.string().trim().min(1).max(253), port: z.int().min(1).max(65_535) },
    ...{ security: z.enum(SMTP_SECURITY), user: z.string().trim().max(200), from: z.email() },
    password: z.string().max(SECRET_MAX),
  }),
  z.object({ ...kept, kind: z.literal('teams'), url: secretUrl }),
  z.object({ ...kept, kind: z.literal('slack'), url: secretUrl }),
  z.object({
    ...kept,
    kind: z.literal('webhook'),
    url: secretUrl,
    key: z.union([z.literal(''), z.string().min(16).max(200)]),
  }),
  z.object({
    ...{ ...kept, kind: z.literal('pagerduty'), region: z.enum(['us', 'eu']) },
    routingKey: z.union([z.literal(''), z.string().regex(/^[\w-]{32}$/)]),
  }),
]);
export type SaveChannel = z.infer<typeof saveChannelSchema>;

export const testChannelSchema = z.object({ id: z.uuid() });
export type TestChannel = z.infer<typeof testChannelSchema>;

/** `known`: the newest version of place and priority that the form showed; 0: none. `steps` null: as the place above. */
export const saveChainSchema = z.object({
  place: placeSchema,
  priority: z.int().min(1).max(4),
  known: z.int().min(0),
  steps: stepsSchema.nullable(),
  repeats: z.int().min(0).max(REPEATS_MAX),
});
export type SaveChain = z.infer<typeof saveChainSchema>;

/** `version`: what the person saw; 0: nothing was ever said. */
export const saveProfileSchema = profileSchema.extend({ version: z.int().min(0) });
export type SaveProfile = z.infer<typeof saveProfileSchema>;

const reason = z.string().trim().min(1).max(NOTE_MAX);
/** A silence ends by itself after a day at the latest. */
export const SILENCE_HOURS_MAX = 24;
export const silenceSchema = z.object({ id: z.uuid(), until: moment, reason });
export type Silence = z.infer<typeof silenceSchema>;

export const wakeSchema = z.object({ id: z.uuid() });
export type Wake = z.infer<typeof wakeSchema>;

export const restartSchema = z.object({ id: z.uuid(), reason });
export type Restart = z.infer<typeof restartSchema>;

export const pageNowSchema = z.object({
  id: z.uuid(),
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('person'), personId: z.uuid() }),
    z.strictObject({ kind: z.literal('schedule'), scheduleId: z.uuid() }),
  ]),
  note: z.string().trim().max(NOTE_MAX),
});
export type PageNow = z.infer<typeof pageNowSchema>;

export const tryChainSchema = z.object({
  productId: z.uuid(),
  priority: z.coerce.number().pipe(z.int().min(1).max(4)),
});
export type TryChain = z.infer<typeof tryChainSchema>;
