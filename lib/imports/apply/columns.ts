import type { CopyValue } from '@/lib/imports/apply/copy-text';
import type { ReportRow } from '@/lib/imports/apply/row';

/** What a report says of a finding: columns of `finding`, with their types where they are staged. */
export const FINDING_COLUMNS = {
  kind: 'text',
  title: 'text',
  severity: 'smallint',
  rule_id: 'text',
  vuln_id: 'text',
  ids: 'text[]',
  cwe: 'int[]',
  cvss_score: 'real',
  epss: 'real',
  known_exploited: 'boolean',
  fix_available: 'boolean',
  location: 'text',
  path: 'text',
  package_name: 'text',
  package_version: 'text',
  fix_version: 'text',
  tags: 'text[]',
} as const;

/** UTF-16 units of a path: what an index entry holds, whatever they are. The detail has the whole. */
const PATH = 850;

/** In the order of `FINDING_COLUMNS`; `known` is what we know of the vulnerability, in place of the report's word. */
export function findingValues(
  { finding, vulnId, cvssScore, location }: ReportRow,
  known: { readonly epss: number | null; readonly knownExploited: boolean | null },
): CopyValue[] {
  return [
    finding.kind,
    finding.title,
    finding.severity,
    finding.ruleId,
    vulnId,
    finding.ids,
    finding.cwe,
    cvssScore,
    known.epss,
    known.knownExploited,
    finding.fixAvailable ?? null,
    location,
    finding.location.path?.slice(0, PATH).toWellFormed() ?? null,
    finding.location.packageName ?? null,
    finding.location.packageVersion ?? null,
    finding.fixVersion ?? null,
    finding.tags,
  ];
}

/** The same for `finding_detail`; `refs` and `place` are its "references" and location. */
export const DETAIL_COLUMNS = {
  description: 'text',
  fix: 'text',
  refs: 'text[]',
  cvss: 'jsonb',
  place: 'jsonb',
  severity_reported: 'text',
} as const;

/** In the order of `DETAIL_COLUMNS`. */
export function detailValues({ finding }: ReportRow): CopyValue[] {
  return [
    finding.description,
    finding.fix,
    finding.references,
    JSON.stringify(finding.cvss),
    JSON.stringify(finding.location),
    finding.severityReported,
  ];
}

/** Of the evidence. */
export const EVIDENCE_COLUMNS = {
  identity: 'bytea',
  content_hash: 'bytea',
  record_hash: 'bytea',
  scanner_id: 'text',
} as const;

const bytea = (digest: Buffer | null) => (digest ? `\\x${digest.toString('hex')}` : null);

/** In the order of `EVIDENCE_COLUMNS`. */
export function evidenceValues({ identity, content, record, finding }: ReportRow): CopyValue[] {
  return [bytea(identity), bytea(content), bytea(record), finding.scannerId ?? null];
}
