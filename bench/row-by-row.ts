import { pgPool } from '@/lib/core/db';
import { cleanCount } from '@/lib/imports/apply/clean';
import { type ReportRow, reportRow } from '@/lib/imports/apply/row';
import { parserById } from '@/lib/imports/parsers/registry';
import { openReport } from '@/lib/imports/reading/report';
import type { ByteSource } from '@/lib/imports/reading/source';

/** With its words: left out, a trigger adds them by a second write of the row, which the baseline must not pay for. */
const FINDING = `
  INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, rule_id, vuln_id, ids, cwe, cvss_score,
    location, package_name, package_version, fix_version, tags, first_seen_at, status_changed_at, updated_at, tokens)
  VALUES ($1, $2, $3, 'trivy', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, now(), now(), now(),
    search_tokens(finding_search_text($4, $11, $6, $12, $8)))
  ON CONFLICT (product_id, fingerprint) DO UPDATE SET updated_at = now() RETURNING id`;
const DETAIL = `
  INSERT INTO finding_detail (finding_id, description, fix, "references") VALUES ($1, $2, $3, $4)
  ON CONFLICT (finding_id) DO NOTHING`;

async function write(
  productId: string,
  { fingerprint, finding, vulnId, cvssScore, location }: ReportRow,
): Promise<void> {
  const { packageName, packageVersion } = finding.location;
  const about = [finding.kind, finding.title, finding.severity, finding.ruleId, vulnId, finding.ids, finding.cwe];
  const rest = [cvssScore, location, packageName, packageVersion, finding.fixVersion, finding.tags];
  const { rows } = await pgPool().query<{ id: number }>(FINDING, [productId, fingerprint, ...about, ...rest]);
  await pgPool().query(DETAIL, [rows[0]?.id, finding.description, finding.fix, finding.references]);
}

/** The baseline: the same report, one statement a row as it is parsed, as most importers do it. Returns rows written. */
export async function importRowByRow(productId: string, source: ByteSource): Promise<number> {
  const parser = parserById('trivy');
  if (!parser) throw new Error('no Trivy parser');
  const report = await openReport(source, parser);
  let written = 0;
  for await (const { items } of report.batches()) {
    for (const { result, raw } of items) {
      if ('skipped' in result) continue;
      await write(productId, reportRow(result, { raw, record: null }, report.facts.target, cleanCount()));
      written += 1;
    }
  }
  return written;
}
