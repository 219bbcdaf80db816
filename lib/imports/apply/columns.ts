import {
  booleanField,
  bytesField,
  float32Field,
  int16Field,
  int32sField,
  jsonbField,
  textField,
  textsField,
} from '@/lib/imports/apply/copy-binary';
import type { ReportRow } from '@/lib/imports/apply/row';
import type { ByteBuilder } from '@/lib/imports/reading/byte-builder';

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
export function findingFields(
  to: ByteBuilder,
  { finding, vulnId, cvssScore, location }: ReportRow,
  known: { readonly epss: number | null; readonly knownExploited: boolean | null },
): void {
  textField(to, finding.kind);
  textField(to, finding.title);
  int16Field(to, finding.severity);
  textField(to, finding.ruleId);
  textField(to, vulnId);
  textsField(to, finding.ids);
  int32sField(to, finding.cwe);
  float32Field(to, cvssScore);
  float32Field(to, known.epss);
  booleanField(to, known.knownExploited);
  booleanField(to, finding.fixAvailable ?? null);
  textField(to, location);
  textField(to, finding.location.path?.slice(0, PATH).toWellFormed() ?? null);
  textField(to, finding.location.packageName ?? null);
  textField(to, finding.location.packageVersion ?? null);
  textField(to, finding.fixVersion ?? null);
  textsField(to, finding.tags);
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
export function detailFields(to: ByteBuilder, { finding }: ReportRow): void {
  textField(to, finding.description);
  textField(to, finding.fix);
  textsField(to, finding.references);
  jsonbField(to, JSON.stringify(finding.cvss));
  jsonbField(to, JSON.stringify(finding.location));
  textField(to, finding.severityReported);
}

/** Of the evidence. */
export const EVIDENCE_COLUMNS = {
  identity: 'bytea',
  content_hash: 'bytea',
  record_hash: 'bytea',
  scanner_id: 'text',
} as const;

/** In the order of `EVIDENCE_COLUMNS`. */
export function evidenceFields(to: ByteBuilder, { identity, content, record, finding }: ReportRow): void {
  bytesField(to, identity);
  bytesField(to, content);
  bytesField(to, record);
  textField(to, finding.scannerId ?? null);
}
