import { BACKUP_FORMAT, BACKUP_SCANNER } from '@/lib/imports/backup-source';
import { DRIFT_FORMAT, DRIFT_SCANNER } from '@/lib/imports/drift-source';
import { ENGAGEMENT_SCANNER, ENGAGEMENT_TARGET } from '@/lib/imports/engagement-source';

/** What Lagebild itself judges: whoever may send reports may neither stop nor undo these. */
export const JUDGED_FORMATS: readonly string[] = [DRIFT_FORMAT, BACKUP_FORMAT];

export const isJudged = ({ format }: { readonly format: string | null }): boolean =>
  format !== null && JUDGED_FORMATS.includes(format);

type Named = { readonly scanner: string; readonly target: string };

/**
 * Why a source is not declared gone by hand; null: it may be. What testers report is closed by their retest, what Lagebild
 * itself judges (drift, recovery objectives) by what it is judged from.
 */
export function keptBy({ scanner, target }: Named): 'engagement' | 'judged' | null {
  if (scanner === ENGAGEMENT_SCANNER && ENGAGEMENT_TARGET.test(target)) return 'engagement';
  return scanner === DRIFT_SCANNER || scanner === BACKUP_SCANNER ? 'judged' : null;
}
