import { z } from 'zod';
import { note, reason, TITLE_MAX } from '@/lib/incidents/schema';
import { parseRef } from '@/lib/timeline/ref';

const number = z.int().positive();
const ref = z
  .string()
  .max(100)
  .refine((value) => parseRef(value) !== null);
const word = note.pipe(z.string().max(200));

/** Up to nine digits, with a zone: what a person read somewhere else keeps its precision. */
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/);

export const sayItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pin'), number, ref }),
  /** Why it matters: the flag's words. */
  z.object({ kind: z.literal('key_moment'), number, ref, text: note }),
  z.object({ kind: z.literal('comment'), number, ref, text: reason }),
]);
export type SayItem = z.infer<typeof sayItemSchema>;

const item = {
  time,
  title: reason.pipe(z.string().max(TITLE_MAX)),
  text: note,
  /** How it is known: a log elsewhere, what somebody saw. */
  known: reason,
  actor: word,
  host: word,
};
export const addItemSchema = z.object({ number, ...item });
export type AddItem = z.infer<typeof addItemSchema>;

/** Of a comment or a key moment its words, of an added item all of it. */
export const correctNoteSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), number, id: z.uuid(), reason, text: reason }),
  z.object({ kind: z.literal('item'), number, id: z.uuid(), reason, ...item }),
]);
export type CorrectNote = z.infer<typeof correctNoteSchema>;

export const removeNoteSchema = z.object({ number, id: z.uuid(), reason: note });
export type RemoveNote = z.infer<typeof removeNoteSchema>;
