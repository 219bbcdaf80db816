import type { Appraisal, Appraiser } from '@/lib/findings/data/appraise';
import type { ReportRow } from '@/lib/imports/apply/row';

/** What to store of each row's urgency: ours where we know its vulnerability, else the scanner's word. */
export function appraisals(appraiser: Appraiser, rows: readonly ReportRow[]): Promise<Appraisal[]> {
  return appraiser.appraise(
    rows.map(({ finding, vulnId, cvssScore }) => ({
      severity: finding.severity,
      cvssScore,
      vulnId,
      ids: finding.ids,
      epss: finding.epss ?? null,
      knownExploited: finding.knownExploited ?? null,
      fixAvailable: finding.fixAvailable ?? null,
      cvss: finding.cvss,
      references: finding.references,
    })),
  );
}
