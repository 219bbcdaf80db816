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
