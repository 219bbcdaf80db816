import { z } from 'zod';
import { assignSchema, snoozeSchema, tagFields, triageSchema, undoSchema, wakeSchema } from '@/lib/findings/schema';

/** What is to be done with findings, apart from which: what a job keeps. */
export const bulkOrderSchema = z.discriminatedUnion('verb', [
  triageSchema.omit({ selection: true }).extend({ verb: z.literal('triage') }),
  assignSchema.omit({ selection: true }).extend({ verb: z.literal('assign') }),
  tagFields.omit({ selection: true }).extend({ verb: z.literal('tag') }),
  snoozeSchema.omit({ selection: true }).extend({ verb: z.literal('snooze') }),
  wakeSchema.omit({ selection: true }).extend({ verb: z.literal('wake') }),
  undoSchema.extend({ verb: z.literal('undo') }),
]);
export type BulkOrder = z.infer<typeof bulkOrderSchema>;
export type OrderOf<V extends BulkOrder['verb']> = Extract<BulkOrder, { verb: V }>;

/** So many findings went so: `detail` is the status that a changed one had before, or why it did not change. */
export const changeGroupSchema = z.object({
  result: z.enum(['changed', 'unchanged', 'conflicted']),
  detail: z.string(),
  count: z.number(),
});
export type ChangeGroup = z.infer<typeof changeGroupSchema>;

export const jobIdSchema = z.object({ jobId: z.uuid() });
