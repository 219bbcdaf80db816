import { z } from 'zod';
import { note, reason, seen } from '@/lib/incidents/schema';
import { ACTION_STATES, reviewContentSchema } from '@/lib/reviews/content';

const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
const title = reason.pipe(z.string().max(500));
const day = z.iso.date().transform((value) => new Date(`${value}T00:00:00Z`));

/** `version`: of the review that the person saw, 0 where there was none. */
export const saveReviewSchema = z.object({
  id: z.uuid(),
  version: z.int().min(0),
  ownerId: z.uuid().nullable(),
  meetingAt: moment.nullable(),
  content: reviewContentSchema,
});
export type SaveReview = z.infer<typeof saveReviewSchema>;

export const publishReviewSchema = z.object({ id: z.uuid(), version: z.int().min(1) });
export type PublishReview = z.infer<typeof publishReviewSchema>;

const action = { title, ownerId: z.uuid(), dueOn: day, ticket: note.pipe(z.string().max(500)) };
export const addActionSchema = z.object({ id: z.uuid(), ...action });
export type AddAction = z.infer<typeof addActionSchema>;

/** `id`, `version`: of the action. What is dropped takes a note. */
export const changeActionSchema = seen.extend({ ...action, state: z.enum(ACTION_STATES), note });
export type ChangeAction = z.infer<typeof changeActionSchema>;
