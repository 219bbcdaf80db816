import { z } from 'zod';

/** The pages of an incident, as who is where names them. */
export const PLACES = ['now', 'file', 'timeline', 'duties', 'review', 'updates'] as const;
export type Place = (typeof PLACES)[number];

/** Milliseconds after which somebody who was not seen is no longer there. */
export const ABSENT_MS = 45_000;

/** `tab`: a random id that a browser tab chose for itself. */
export const hereSchema = z.object({ tab: z.uuid(), place: z.enum(PLACES) });
export type Here = z.infer<typeof hereSchema>;

const seq = z.coerce.number().int().min(0).max(2_147_483_647);
/** `after`: the line that the page has already. */
export const streamSchema = hereSchema.extend({ after: seq.optional() });
/** What a browser that reconnects sends as Last-Event-ID; anything else is as if it had sent none. */
export const lastEventSchema = seq.optional().catch(undefined);

/** Characters of a message or decision. */
export const MESSAGE_MAX = 4000;
const UPDATE_MAX = 4000;
/** Days within which the next status update has to be promised. */
export const NEXT_DAYS_MAX = 30;

const text = (max: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\u0000', '').trim())
    .pipe(z.string().max(max));
const required = (max: number) => text(max).pipe(z.string().min(1));

/** `key`: chosen by the browser, so that what is sent twice is kept once. */
const sent = { id: z.uuid(), key: z.uuid() };
/** `corrects`: the number of an own message that this one puts right. */
export const saySchema = z.object({ ...sent, text: required(MESSAGE_MAX), corrects: z.int().positive().nullable() });
export type SayInput = z.infer<typeof saySchema>;

export const decideSchema = z.object({ ...sent, decided: required(1000), why: required(MESSAGE_MAX - 1010) });
export type DecideInput = z.infer<typeof decideSchema>;

export const updateSchema = z.object({
  ...sent,
  executive: required(1000),
  known: text(UPDATE_MAX),
  impact: text(UPDATE_MAX),
  next: text(UPDATE_MAX),
  /** When the next one is due: as the policy says, at a moment, or not at all: this was the last. */
  nextDue: z.union([
    z.literal('policy'),
    z.literal('none'),
    z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
  ]),
});
export type UpdateInput = z.infer<typeof updateSchema>;

export const followSchema = z.object({ id: z.uuid(), follow: z.boolean() });
export type FollowInput = z.infer<typeof followSchema>;
