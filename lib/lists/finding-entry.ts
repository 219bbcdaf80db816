import { z } from 'zod';
import { SEVERITIES } from '@/lib/findings/severity';
import { DRIFT_RULES, KINDS, type Kind } from '@/lib/lists/types';

/** A drift as it goes into the report that the import reads. Texts in English, as of any scanner. */
export const driftEntrySchema = z.object({
  rule: z.enum(DRIFT_RULES),
  /** With the rule what a drift is known by. */
  asset: z.string().min(1),
  what: z.string(),
  title: z.string().min(1),
  severity: z.enum(SEVERITIES),
  /** Markdown. */
  description: z.string(),
  fix: z.string(),
});
export type DriftEntry = z.infer<typeof driftEntrySchema>;

export const driftListSchema = z.enum(KINDS);

/** The report that the import reads (lib/imports/parsers/drift.ts). */
export async function* documentOf(list: Kind, findings: readonly DriftEntry[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(JSON.stringify({ drift: { list }, findings }));
}
