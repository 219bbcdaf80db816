import { z } from 'zod';

export const RETIRE_NOTE_MAX = 2_000;

export const retireSourceSchema = z.object({
  id: z.uuid(),
  note: z
    .string()
    .transform((note) => note.replaceAll('\u0000', '').trim())
    .pipe(z.string().min(1).max(RETIRE_NOTE_MAX)),
  /** As the person saw it: a report that came meanwhile says that it is not gone. */
  lastImportAt: z.iso.datetime().nullable(),
});
export type RetireSource = z.infer<typeof retireSourceSchema>;
