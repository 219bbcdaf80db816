import { z } from 'zod';
import { DATA_CLASSES } from '@/lib/assets/attributes';
import { addDuration } from '@/lib/duties/duration';
import { FIELD_NAMES } from '@/lib/duties/fields';
import { INCIDENT_KINDS } from '@/lib/incidents/types';

const day = z.iso.date();
const duration = z
  .string()
  .refine((value) => addDuration(new Date(0), value) !== null, 'no duration that is counted here');
const slug = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);

export const RECIPIENTS = ['authority', 'controller', 'people', 'csirt', 'bsi'] as const;

/** Stages by what they are, whatever the law calls them. */
export const STAGE_IDS = [
  'notification',
  'communication',
  'early_warning',
  'intermediate',
  'final',
  'progress',
  'final_after_progress',
] as const;

const stageSchema = z.strictObject({
  id: z.enum(STAGE_IDS),
  article: z.string().min(1),
  /** What its time runs from: knowledge, a request of the authority, the end of handling, or a stage that was sent. */
  startsFrom: z.union([z.enum(['aware', 'request', 'handled']), z.templateLiteral(['sent:', z.string()])]),
  /** ISO 8601; null: without undue delay. */
  due: duration.nullable(),
  /** The time of trust services, where it is another. */
  trustServiceDue: duration.optional(),
  /** May be sent in place of that stage. */
  insteadOf: slug.optional(),
  /** Only once that stage was sent. */
  after: slug.optional(),
  recipients: z.array(z.enum(RECIPIENTS)).min(1),
  fields: z.array(z.enum(FIELD_NAMES)).min(1),
});
export type Stage = z.infer<typeof stageSchema>;

const editionSchema = z.strictObject({
  validFrom: day,
  /** Its last day; null: in force. */
  validTo: day.nullable(),
  source: z.strictObject({
    law: z.string().min(1),
    article: z.string().min(1),
    address: z.url({ protocol: /^https$/ }),
  }),
  /** Our own promise: by when after the declaration somebody says whether it applies. */
  decideWithin: duration,
  /** What speaks for it; `unknown`: nobody has said what data the product holds, which is never read as harmless. */
  plausible: z.strictObject({
    dataClasses: z.array(z.enum([...DATA_CLASSES, 'unknown'])),
    kinds: z.array(z.enum(INCIDENT_KINDS)),
    priorities: z.array(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])),
    /** That other regime applies. */
    follows: slug.optional(),
  }),
  stages: z.array(stageSchema).min(1),
});
export type Edition = z.infer<typeof editionSchema>;

const title = z.string().min(1);
export const regimeSchema = z.strictObject({
  id: slug,
  title: z.strictObject({ en: title, de: title, it: title, nl: title }),
  /** Oldest first, without overlap. An incident keeps the one that was in force when it became known. */
  editions: z.array(editionSchema).min(1),
});
export type Regime = z.infer<typeof regimeSchema>;
