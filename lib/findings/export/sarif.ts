import type { Batches } from '@/lib/core/download';
import type { ExportRow } from '@/lib/findings/export/row';
import { isOpen } from '@/lib/findings/rules';
import { severityName } from '@/lib/findings/severity';

/** Rules that are described; results of further ones carry their id alone, which SARIF allows. */
const RULES_MAX = 50_000;
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Score of a rule where CVSS has none, in the middle of its severity: what code hosts sort by. */
const SCORES = ['0.0', '2.0', '5.5', '8.0', '9.5'] as const;
const LEVELS = ['note', 'note', 'warning', 'error', 'error'] as const;

const ruleIdOf = ({ vulnId, ruleId }: ExportRow) => vulnId ?? ruleId;

type Rule = ReturnType<typeof ruleOf>;

function ruleOf(row: ExportRow) {
  return {
    id: ruleIdOf(row),
    shortDescription: { text: row.title },
    properties: {
      tags: ['security', row.kind, ...row.cwe.map((cwe) => `external/cwe/cwe-${cwe}`)],
      'security-severity': row.cvssScore?.toFixed(1) ?? SCORES[row.severity] ?? '0.0',
    },
  };
}

/** A path as a relative URI reference (RFC 3986), whatever separators the scanner wrote. */
function uriOf(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^\/+/, '')
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
}

function regionOf({ line, endLine, column }: NonNullable<ExportRow['place']>) {
  if (line === undefined || line < 1) return {};
  return {
    region: {
      startLine: line,
      ...(endLine !== undefined && endLine >= line ? { endLine } : {}),
      ...(column !== undefined && column >= 1 ? { startColumn: column } : {}),
    },
  };
}

function locationOf({ place, path, location }: ExportRow) {
  const file = place?.path ?? path;
  const logical = location ? { logicalLocations: [{ fullyQualifiedName: location }] } : {};
  const uri = file ? uriOf(file) : '';
  if (!uri) return logical;
  return { physicalLocation: { artifactLocation: { uri }, ...regionOf(place ?? {}) }, ...logical };
}

/** Decided on, other than by a fix: SARIF calls it a suppression. */
function suppressionsOf({ status, reason }: ExportRow) {
  if (isOpen(status) || status === 'fixed') return [];
  return [{ kind: 'external', status: 'accepted', justification: reason ? `${status}: ${reason}` : status }];
}

function resultOf(row: ExportRow) {
  return {
    ruleId: ruleIdOf(row),
    level: LEVELS[row.severity] ?? 'warning',
    message: { text: row.title || ruleIdOf(row) },
    locations: [locationOf(row)],
    partialFingerprints: { 'lagebild/v1': row.fingerprint },
    suppressions: suppressionsOf(row),
    baselineState: row.status === 'fixed' ? 'absent' : 'unchanged',
    properties: {
      id: row.id,
      product: row.product,
      severity: severityName(row.severity),
      status: row.status,
      scanner: row.scanner,
      tags: row.tags,
      firstSeenAt: row.firstSeenAt,
    },
  };
}

/**
 * A SARIF 2.1.0 log of one run. Results stream; the rules, which they name by id, are collected meanwhile and follow in
 * the tool's description, since the order of members means nothing in JSON.
 */
export async function* sarifText(batches: Batches<ExportRow>): AsyncGenerator<string> {
  const rules = new Map<string, Rule>();
  yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","results":[`;
  let first = true;
  for await (const rows of batches) {
    for (const row of rows) {
      if (rules.size < RULES_MAX && !rules.has(ruleIdOf(row))) rules.set(ruleIdOf(row), ruleOf(row));
    }
    if (rows.length > 0) yield (first ? '' : ',\n') + rows.map((row) => JSON.stringify(resultOf(row))).join(',\n');
    first &&= rows.length === 0;
  }
  yield '],"tool":{"driver":{"name":"Lagebild","rules":[';
  yield [...rules.values()].map((rule) => JSON.stringify(rule)).join(',\n');
  yield ']}}}]}\n';
}
