import { z } from 'zod';

/** Cells of printed tables hold so much. */
export const LINE_MAX = 1000;
export const REVIEW_TEXT_MAX = 20_000;
export const WHYS_MAX = 7;
const ROWS_MAX = 50;

const text = (max: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\u0000', '').trim())
    .pipe(z.string().max(max));
const long = text(REVIEW_TEXT_MAX).default('');

export const IMPACTS = ['people', 'services', 'downtime', 'data', 'money', 'other'] as const;

/** What people write; all of it may be empty until it is published. */
export const reviewContentSchema = z.object({
  summary: long,
  happened: long,
  /** A number with its unit; null: not known. */
  impact: z
    .array(z.object({ what: z.enum(IMPACTS), amount: z.number().min(0).max(1e15).nullable(), unit: text(100) }))
    .max(ROWS_MAX)
    .default([]),
  factors: z.array(text(LINE_MAX)).max(ROWS_MAX).default([]),
  /** Each says why the one before it was so. */
  whys: z.array(text(LINE_MAX)).max(WHYS_MAX).default([]),
  /** Which of them is the root cause, from 0. */
  root: z
    .int()
    .min(0)
    .max(WHYS_MAX - 1)
    .nullable()
    .default(null),
  resolvedBy: long,
  wentWell: long,
  wentBadly: long,
  lucky: long,
  documents: long,
});
export type ReviewContent = z.infer<typeof reviewContentSchema>;

export const EMPTY_CONTENT: ReviewContent = reviewContentSchema.parse({});

export const ACTION_STATES = ['open', 'doing', 'done', 'dropped'] as const;
export type ActionState = (typeof ACTION_STATES)[number];
export const isOpenAction = (state: string) => state === 'open' || state === 'doing';

const known = z.enum(['clock', 'alert', 'declaration', 'phase', 'correction']);
export type KnownBy = z.infer<typeof known>;
const moment = z.iso.datetime();

/** A review as it is published: everything that its page and its PDF show, in no language. */
export const publishedSchema = z.object({
  number: z.int(),
  publishedAt: moment,
  publishedBy: z.string(),
  incident: z.object({
    number: z.int(),
    title: z.string(),
    product: z.string(),
    kind: z.string(),
    priority: z.int(),
    exercise: z.boolean(),
  }),
  owner: z.string(),
  meetingAt: moment.nullable(),
  times: z.array(z.object({ time: z.string(), at: moment, known, note: z.string() })),
  responders: z.array(z.object({ name: z.string(), roles: z.array(z.string()), lines: z.int() })),
  content: reviewContentSchema,
  actions: z.array(
    z.object({
      number: z.int(),
      title: z.string(),
      owner: z.string(),
      dueOn: z.iso.date(),
      state: z.enum(ACTION_STATES),
      ticket: z.string(),
    }),
  ),
});
export type Published = z.infer<typeof publishedSchema>;

/** What a review needs before it is published. */
export const REVIEW_NEEDS = [
  'owner',
  'summary',
  'happened',
  'impact',
  'factors',
  'root',
  'wentWell',
  'actions',
] as const;
export type ReviewNeed = (typeof REVIEW_NEEDS)[number];

/** What is still missing; an action has an owner and a day by itself. */
export function missingOf(content: ReviewContent, owner: string | null, actions: number): ReviewNeed[] {
  const filled = (lines: readonly string[]) => lines.some((line) => line !== '');
  const has: Readonly<Record<ReviewNeed, boolean>> = {
    owner: owner !== null,
    summary: content.summary !== '',
    happened: content.happened !== '',
    impact: content.impact.length > 0,
    factors: filled(content.factors),
    root: content.root !== null && (content.whys[content.root] ?? '') !== '',
    wentWell: content.wentWell !== '',
    actions: actions > 0,
  };
  return REVIEW_NEEDS.filter((need) => !has[need]);
}
