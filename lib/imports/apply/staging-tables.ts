import type { CopyValue } from '@/lib/imports/apply/copy-text';
import type { ReportRow } from '@/lib/imports/apply/row';

/** One line per parsed finding: enough to tell which are known and unchanged. */
export const KEY_COLUMNS = ['seq', 'fingerprint', 'content', 'severity'] as const;

export const CREATE_KEYS = `
  CREATE TEMP TABLE stage_key (
    seq int NOT NULL, fingerprint text COLLATE "C" NOT NULL, content bytea NOT NULL, severity smallint NOT NULL)
    ON COMMIT DROP;
  CREATE INDEX ON stage_key (seq)`;

export function keyValues(seq: number, { fingerprint, content, finding }: ReportRow): CopyValue[] {
  return [seq, fingerprint, `\\x${content}`, finding.severity];
}

/** All of a finding; only those that the source does not already hold with the same content. */
export const CREATE_ROWS = `
  CREATE TEMP TABLE stage_row (
    seq int NOT NULL, kind text NOT NULL, title text NOT NULL, severity smallint NOT NULL, rule_id text NOT NULL,
    vuln_id text, ids text[] NOT NULL, cwe int[] NOT NULL, cvss_score real, epss real, known_exploited boolean,
    fix_available boolean, location text NOT NULL, path text, package_name text, package_version text,
    fix_version text, tags text[] NOT NULL, description text NOT NULL, fix text NOT NULL, refs text[] NOT NULL,
    cvss jsonb NOT NULL, place jsonb NOT NULL, severity_reported text NOT NULL, scanner_id text, pack_id int NOT NULL,
    pack_at smallint NOT NULL) ON COMMIT DROP;
  CREATE INDEX ON stage_row (seq)`;

/** Where a raw record lies (lib/findings/record-pack.ts). */
export type PackPlace = { readonly packId: number; readonly packAt: number };

export function rowValues(seq: number, row: ReportRow, { packId, packAt }: PackPlace): CopyValue[] {
  const { finding } = row;
  return [
    seq,
    finding.kind,
    finding.title,
    finding.severity,
    finding.ruleId,
    row.vulnId,
    finding.ids,
    finding.cwe,
    row.cvssScore,
    finding.epss ?? null,
    finding.knownExploited ?? null,
    finding.fixAvailable ?? null,
    row.location,
    finding.location.path ?? null,
    finding.location.packageName ?? null,
    finding.location.packageVersion ?? null,
    finding.fixVersion ?? null,
    finding.tags,
    finding.description,
    finding.fix,
    finding.references,
    JSON.stringify(finding.cvss),
    JSON.stringify(finding.location),
    finding.severityReported,
    finding.scannerId ?? null,
    packId,
    packAt,
  ];
}
