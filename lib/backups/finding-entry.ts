import { z } from 'zod';
import { SEVERITIES } from '@/lib/findings/severity';

/** A missed objective as it goes into the report that the import reads. Texts in English, as of any scanner. */
export const backupEntrySchema = z.object({
  /** The objective: "rpo", "restore_test". */
  rule: z.string().min(1),
  title: z.string().min(1),
  severity: z.enum(SEVERITIES),
  /** Markdown. */
  description: z.string(),
  fix: z.string(),
});
export type BackupEntry = z.infer<typeof backupEntrySchema>;

/** The service that a report is of: its name is the source's target. */
export const backupServiceSchema = z.object({ id: z.string().min(1), name: z.string().min(1) });

/** The report that the import reads (lib/imports/parsers/backups.ts). */
export async function* documentOf(
  service: z.infer<typeof backupServiceSchema>,
  findings: readonly BackupEntry[],
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(JSON.stringify({ service, findings }));
}
