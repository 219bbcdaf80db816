import { backupEntrySchema, backupServiceSchema } from '@/lib/backups/finding-entry';
import { object } from '@/lib/core/json';
import { severityFromWord } from '@/lib/findings/severity';
import { BACKUP_FORMAT, BACKUP_SCANNER } from '@/lib/imports/backup-source';
import { failedCheck } from '@/lib/imports/parsers/check';
import { type JsonParser, RecordError } from '@/lib/imports/parsers/types';

/**
 * Recovery objectives that a service misses, as the report that the import reads: `{ service, findings: [BackupEntry] }`. It
 * speaks for all of its service: what it does not name is met again. Made here only, never sent from outside.
 */
export const backupsJson: JsonParser = {
  id: BACKUP_FORMAT,
  label: 'Recovery objectives',
  syntax: 'json',
  records: ['findings.*'],

  recognise: (outline) => (backupServiceSchema.safeParse(object(outline, 'service')).success ? 1 : 0),

  open: (skeleton) => {
    const service = backupServiceSchema.parse(object(skeleton, 'service'));
    return {
      facts: { scanner: BACKUP_SCANNER, target: service.name },
      *read({ value }) {
        const parsed = backupEntrySchema.safeParse(value);
        if (!parsed.success) throw new RecordError('not_an_object');
        const { rule, title, severity, description, fix } = parsed.data;
        yield failedCheck({
          ...{ tool: BACKUP_SCANNER, rule, title, description, fix, tags: ['backup'] },
          // A service keeps its findings when it is renamed.
          place: [service.id],
          severity: severityFromWord(severity) ?? 0,
          severityReported: severity,
          location: { resource: service.name, service: 'backup' },
        });
      },
    };
  },
};
