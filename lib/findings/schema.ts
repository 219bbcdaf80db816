import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';
import { TAG_NAME } from '@/lib/findings/rules';
import { SAME_VERBS } from '@/lib/findings/same-types';
import { SSVC_ANSWERS, SSVC_POINTS } from '@/lib/findings/ssvc-points';
import { FINDING_STATUSES, VIEW_NOUNS } from '@/lib/findings/types';

/** More findings than this are selected by their filter, not one by one. */
export const SELECTION_MAX = 1000;
const NOTE_MAX = 2000;
const BODY_MAX = 10_000;

const id = z.number().int().positive().max(2_147_483_647);
/** PostgreSQL's text holds no NUL. */
const text = (max: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\u0000', '').trim())
    .pipe(z.string().max(max));
const someText = (max: number) => text(max).pipe(z.string().min(1));

/** PostgreSQL's text of a `pg_snapshot`, as strict as PostgreSQL: `xmin:xmax:xip,xip…`, ascending, within the bounds. */
export const snapshotText = z
  .string()
  .max(20_000, { abort: true })
  .regex(/^[1-9]\d{0,17}:[1-9]\d{0,17}:([1-9]\d{0,17}(,[1-9]\d{0,17})*)?$/, { abort: true })
  .refine((snapshot) => {
    const [first = 0n, end = 0n, ...running] = snapshot.split(/[:,]/).filter(Boolean).map(BigInt);
    return first <= end && running.every((xid, n) => xid >= (running[n - 1] ?? first) && xid < end);
  });

/**
 * Which findings a verb means: those named, each at the version that was seen; or all that a list's address matches,
 * except what changed after `asOf`, the snapshot which that list was read in.
 */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('some'),
    findings: z
      .array(z.object({ id, version: id }))
      .min(1)
      .max(SELECTION_MAX),
  }),
  z.object({ kind: z.literal('matching'), query: z.string().max(8000), asOf: snapshotText }),
]);
export type Selection = z.infer<typeof selectionSchema>;

export const triageSchema = z.object({
  selection: selectionSchema,
  to: z.enum(FINDING_STATUSES),
  reason: z.string().max(50).optional(),
  note: text(NOTE_MAX).optional(),
  duplicateOf: id.optional(),
});
export type TriageInput = z.infer<typeof triageSchema>;

export const assignSchema = z.object({
  selection: selectionSchema,
  assigneeId: z.uuid().nullable(),
  /** To the person who gets them: makes it a handover. */
  note: text(NOTE_MAX).optional(),
});
export type AssignInput = z.infer<typeof assignSchema>;

/** `declined` holds the reason; without it the findings are accepted. */
export const answerHandoverSchema = z.object({ selection: selectionSchema, declined: someText(NOTE_MAX).optional() });
export type AnswerHandoverInput = z.infer<typeof answerHandoverSchema>;

export const tagName = z.string().trim().toLowerCase().regex(TAG_NAME);
export const tagFields = z.object({
  selection: selectionSchema,
  add: z.array(tagName).max(20),
  remove: z.array(z.string().max(200)).max(20),
});
export const tagSchema = tagFields.refine(({ add, remove }) => add.length + remove.length > 0);
export type TagInput = z.infer<typeof tagSchema>;

export const snoozeSchema = z.object({
  selection: selectionSchema,
  /** Null: until it escalates, at the latest in a year. */
  until: z.iso.datetime({ offset: true }).nullable(),
  /** Conditions that were true already are left out. */
  wakeOn: z.object({
    knownExploited: z.boolean(),
    epss: z.number().min(0).max(1).nullable(),
    severity: z.boolean(),
    exposed: z.boolean(),
  }),
  note: text(NOTE_MAX).optional(),
});
export type SnoozeInput = z.infer<typeof snoozeSchema>;
export const wakeSchema = z.object({ selection: selectionSchema });
export type WakeInput = z.infer<typeof wakeSchema>;

export const sameVerbSchema = z.enum(SAME_VERBS);

export const undoSchema = z.object({ batchId: z.uuid() });

export const watchSchema = z.object({ findingId: id, on: z.boolean() });

export const commentSchema = z.object({ findingId: id, body: someText(BODY_MAX) });
export const editCommentSchema = z.object({ commentId: z.uuid(), body: someText(BODY_MAX) });
/** An answer to a question of the SSVC tree; null takes it back. `before`: the person's answer that the form showed. */
export const answerSsvcSchema = z
  .object({
    findingId: id,
    point: z.enum(SSVC_POINTS),
    answer: z.string().nullable(),
    before: z.string().nullable(),
    reason: someText(NOTE_MAX),
  })
  .refine(({ point, answer }) => answer === null || SSVC_ANSWERS[point].includes(answer), { path: ['answer'] });
export type AnswerSsvcInput = z.infer<typeof answerSsvcSchema>;

export const deleteCommentSchema = z.object({ commentId: z.uuid() });

const viewName = someText(80);
const viewNoun = z.enum(VIEW_NOUNS).default('finding');
export const createViewSchema = z.object({
  noun: viewNoun,
  name: viewName,
  query: z.string().max(8000),
  shared: z.boolean(),
});
export const changeViewSchema = createViewSchema.partial({ query: true }).extend({ viewId: z.uuid() });
export const deleteViewSchema = z.object({ noun: viewNoun, viewId: z.uuid() });

/** A finding's id out of an address. @throws DomainError `not_found` where it cannot be one */
export function requireFindingId(segment: string): number {
  const parsed = z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(id)
    .safeParse(segment);
  if (!parsed.success) throw new DomainError('not_found');
  return parsed.data;
}

/** @throws DomainError `not_found` where it cannot be a source's id */
export function requireSourceId(value: string | null): string {
  const parsed = z.uuid().safeParse(value);
  if (!parsed.success) throw new DomainError('not_found');
  return parsed.data;
}
