import { BACKUP_SCANNER } from '@/lib/imports/backup-source';
import { DRIFT_SCANNER } from '@/lib/imports/drift-source';
import { ENGAGEMENT_SCANNER, ENGAGEMENT_TARGET } from '@/lib/imports/engagement-source';

type Named = { readonly scanner: string; readonly target: string };

/**
 * Why a source is not declared gone by hand; null: it may be. What testers report is closed by their retest, what Lagebild
 * itself judges (drift, recovery objectives) by what it is judged from.
 */
export function keptBy({ scanner, target }: Named): 'engagement' | 'judged' | null {
  if (scanner === ENGAGEMENT_SCANNER && ENGAGEMENT_TARGET.test(target)) return 'engagement';
  return scanner === DRIFT_SCANNER || scanner === BACKUP_SCANNER ? 'judged' : null;
}
