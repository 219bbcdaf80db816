import type { BackupEntry } from '@/lib/backups/finding-entry';
import { reasonWords } from '@/lib/backups/reason-words';
import type { ObjectiveId, Verdict } from '@/lib/backups/types';
import type { SeverityName } from '@/lib/findings/severity';

type Told = { readonly title: string; readonly severity: SeverityName; readonly fix: string };

/** Nothing to bring back, and no proof that it can be, weigh more than one copy too few. */
const TOLD: Readonly<Record<ObjectiveId, Told>> = {
  rpo: {
    title: 'Recovery point objective missed',
    severity: 'high',
    fix: 'Look why the newest copy is missing or too old; make copies more often, or archive the log of changes.',
  },
  rto: {
    title: 'Recovery time objective missed',
    severity: 'high',
    fix: 'Restore faster (closer copy, more parallel work, smaller units), or promise a longer time.',
  },
  frequency: {
    title: 'Copies are made too rarely',
    severity: 'medium',
    fix: 'Look at the job of the backup tool and its schedule.',
  },
  retention: {
    title: 'Copies are not kept as long as promised',
    severity: 'medium',
    fix: 'Lengthen the retention of the backup tool; find out who or what removed copies early.',
  },
  sites: {
    title: 'Too few sites hold a fresh copy',
    severity: 'medium',
    fix: 'Copy the repository to a second site, and name its place in the plan.',
  },
  encryption: {
    title: 'Backups are not encrypted',
    severity: 'high',
    fix: 'Switch encryption on for the repository that has none, and make a new full copy there.',
  },
  verification: {
    title: 'Backups are damaged or not verified',
    severity: 'high',
    fix: 'Let the backup tool read all data (restic check --read-data, borg check --verify-data, pgbackrest --output=text verify); repair or begin anew where it finds damage.',
  },
  restore_test: {
    title: 'Restore is not tested',
    severity: 'medium',
    fix: 'Restore to another place, compare what comes back, and record the test.',
  },
};

/** Each objective that is missed, as a finding. What is not known is none: nobody has seen that it is missed. */
export function entriesOf(verdicts: readonly Verdict[]): BackupEntry[] {
  return verdicts
    .filter(({ state }) => state === 'missed')
    .map(({ objective, reasons }) => {
      const gone = reasons.some(
        ({ code }) => code === 'no_point' || code === 'check_damaged' || code === 'copy_damaged',
      );
      const { title, severity, fix } = TOLD[objective];
      return {
        rule: objective,
        title,
        fix,
        severity: gone ? 'high' : severity,
        description: reasons.map((one) => `- ${reasonWords(one)}`).join('\n'),
      };
    });
}
