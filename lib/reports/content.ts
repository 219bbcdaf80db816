import { z } from 'zod';
import { AREAS, reasonsSchema, STATES } from '@/lib/safeguards/types';

const moment = z.iso.datetime();
const words = z.object({ en: z.string(), de: z.string(), it: z.string(), nl: z.string() });
const count = z.number().min(0);
const states = z.object({ met: count, partly: count, missed: count, unknown: count });

const promise = z.object({
  id: z.string(),
  area: z.enum(AREAS),
  /** As the catalogue had it when the report was made. */
  promise: words,
  state: z.enum(STATES),
  /** At the moment that the report compares with; null: not known. */
  before: z.enum(STATES).nullable(),
  counts: z.boolean(),
  excepted: z.boolean(),
  good: count,
  total: count,
  atLeast: z.number(),
  since: moment.nullable(),
  freshAt: moment.nullable(),
  owner: z.string().nullable(),
  reasons: reasonsSchema,
});
export type ReportPromise = z.infer<typeof promise>;

const postureSection = z.object({
  id: z.literal('posture'),
  score: z.object({ points: count, of: count, excepted: count, idle: count }),
  scoreBefore: z.object({ points: count, of: count }),
  states,
  areas: z.array(z.object({ area: z.enum(AREAS), points: count, of: count, states })),
  course: z.array(z.object({ day: z.iso.date(), states })),
  promises: z.array(promise),
  judgedAt: moment.nullable(),
  stale: z.boolean(),
});

const sectionSchema = z.discriminatedUnion('id', [postureSection]);
export type ReportSection = z.infer<typeof sectionSchema>;
export type SectionId = ReportSection['id'];
export type SectionOf<K extends SectionId> = Extract<ReportSection, { id: K }>;

/** A report as it is stored: everything that its page and its PDF show, in no language. */
export const reportSchema = z.object({
  schema: z.literal(1),
  asOf: moment,
  weeks: z.int(),
  /** The moment that changes are counted from: the report before of the same kind, or where the period begins. */
  comparedWith: z.object({ at: moment, report: z.int().nullable() }),
  team: z.object({ slug: z.string(), name: z.string() }).nullable(),
  madeAt: moment,
  madeBy: z.string(),
  sections: z.array(sectionSchema),
});
export type ReportContent = z.infer<typeof reportSchema>;
