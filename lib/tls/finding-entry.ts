import { z } from 'zod';
import { SEVERITIES } from '@/lib/findings/severity';

/** A finding of a scan as it goes into the report that the import reads. Texts in English, as of any scanner. */
export const tlsEntrySchema = z.object({
  /** What it is known by at its endpoint: a weakness, "below-target", "grade-drop", "expiry". */
  rule: z.string().min(1),
  title: z.string().min(1),
  severity: z.enum(SEVERITIES),
  ids: z.array(z.string()),
  cwe: z.array(z.number()),
  /** Markdown. */
  description: z.string(),
  fix: z.string(),
});
export type TlsEntry = z.infer<typeof tlsEntrySchema>;

/** The endpoint that a report is of: `name` is its source's target. */
export const tlsPlaceSchema = z.object({
  name: z.string().min(1),
  host: z.string().min(1),
  port: z.number().int(),
  /** What tells it from others of this host and port; empty for the plain one. */
  marks: z.array(z.string()),
});
type ReportedPlace = z.infer<typeof tlsPlaceSchema>;

/** The report that the import reads (lib/imports/parsers/tls.ts), in pieces. */
export async function* documentOf(place: ReportedPlace, entries: readonly TlsEntry[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`{"endpoint":${JSON.stringify(place)},"findings":[`);
  for (const [index, entry] of entries.entries()) {
    yield Buffer.from(`${index > 0 ? ',' : ''}${JSON.stringify(entry)}`);
  }
  yield Buffer.from(']}');
}
