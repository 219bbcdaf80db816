import { isArray, type Json } from '@/lib/core/json';
import { clip } from '@/lib/imports/parsers/markdown';
import type { Skipped } from '@/lib/imports/parsers/types';

/** Our name of each field and the names that it also goes by (docs/formats/generic.md); spelling does not matter. */
export const GENERIC_FIELDS = {
  title: ['name', 'summary'],
  description: [],
  severity: [],
  kind: [],
  rule: ['vuln_id_from_tool', 'rule_id', 'check_id'],
  id: ['unique_id', 'unique_id_from_tool', 'finding_id'],
  vulnerability_ids: ['cve', 'cves', 'ids', 'vulnerability_id', 'vuln_id', 'aliases'],
  cwe: ['cwes', 'cwe_id'],
  cvss2: ['cvssv2'],
  cvss3: ['cvssv3', 'cvss', 'cvss_vector'],
  cvss4: ['cvssv4'],
  cvss2_score: ['cvssv2_score'],
  cvss3_score: ['cvssv3_score', 'cvss_score'],
  cvss4_score: ['cvssv4_score'],
  epss: ['epss_score'],
  known_exploited: ['kev'],
  fix_available: [],
  fix_version: ['fixed_version'],
  package: ['component_name', 'package_name'],
  package_version: ['component_version'],
  package_type: ['ecosystem'],
  purl: ['package_url'],
  image: [],
  path: ['file_path', 'file'],
  line: ['line_number', 'sast_source_line'],
  end_line: [],
  column: [],
  symbol: ['function', 'sast_source_object'],
  url: ['endpoint', 'endpoints', 'endpoints_to_add', 'locations'],
  method: ['http_method'],
  parameter: ['param', 'payload_parameter'],
  host: ['hostname', 'ip'],
  port: [],
  protocol: [],
  service: [],
  resource: [],
  namespace: [],
  licence: ['license'],
  snippet: ['code'],
  fix: ['mitigation', 'solution', 'remediation'],
  impact: [],
  steps: ['steps_to_reproduce'],
  justification: ['severity_justification'],
  references: ['reference'],
  tags: ['tag'],
  date: ['found_at'],
  active: [],
  mitigated: ['is_mitigated', 'fixed', 'mitigated_date', 'mitigated_on'],
  false_positive: ['false_p'],
  duplicate: [],
  out_of_scope: [],
  risk_accepted: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type GenericField = keyof typeof GENERIC_FIELDS;

/** Fields of DefectDojo's format that say nothing here; they are not worth a warning. */
const IGNORED = [
  'verified',
  'numerical_severity',
  'epss_percentile',
  'kev_date',
  'ransomware_used',
  'nb_occurences',
  'static_finding',
  'dynamic_finding',
  'under_review',
  'scanner_confidence',
  'publish_date',
  'planned_remediation_date',
  'effort_for_fixing',
  'files',
];

const NAMES = new Map<string, GenericField>();
for (const field of Object.keys(GENERIC_FIELDS) as GenericField[]) {
  for (const name of [field, ...GENERIC_FIELDS[field]]) NAMES.set(spelling(name), field);
}
const SILENT = new Set(IGNORED.map(spelling));

/** "Steps To Reproduce", "steps_to_reproduce" and "StepsToReproduce" are one name. */
function spelling(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** How much of a header or of an object's keys this format knows, 0 to 1; 0 without title and any rating or text. */
export function genericShare(names: readonly string[]): number {
  const fields = names.map((name) => NAMES.get(spelling(name)));
  if (!fields.includes('title') || !(fields.includes('severity') || fields.includes('description'))) return 0;
  return names.filter((name) => NAMES.has(spelling(name)) || SILENT.has(spelling(name))).length / names.length;
}

/** A row or object by our names of its fields; of several names for one field, each value is kept. */
export class GenericRecord {
  readonly #values = new Map<GenericField, Json[]>();
  readonly unknown: string[] = [];

  constructor(entries: Iterable<readonly [string, Json]>) {
    for (const [name, value] of entries) {
      const field = NAMES.get(spelling(name));
      if (field) this.#values.set(field, [...(this.#values.get(field) ?? []), value]);
      else if (!SILENT.has(spelling(name))) this.unknown.push(name);
    }
  }

  /** Everything under a field, lists laid out. */
  values(field: GenericField): Json[] {
    return (this.#values.get(field) ?? []).flatMap((value) => (isArray(value) ? [...value] : [value]));
  }

  /** The texts under a field that are not blank; numbers are written out. */
  texts(field: GenericField): string[] {
    return this.values(field)
      .filter((value) => typeof value === 'string' || typeof value === 'number')
      .map((value) => String(value).trim())
      .filter((value) => value !== '');
  }

  text(field: GenericField): string {
    return this.texts(field)[0] ?? '';
  }

  number(field: GenericField): number | undefined {
    const found = this.text(field) === '' ? Number.NaN : Number(this.text(field));
    return Number.isFinite(found) ? found : undefined;
  }

  /** A line, column or port. */
  count(field: GenericField): number | undefined {
    const found = this.number(field);
    return found !== undefined && Number.isSafeInteger(found) && found > 0 ? found : undefined;
  }

  flag(field: GenericField): boolean | undefined {
    for (const value of this.values(field)) {
      if (typeof value === 'boolean') return value;
      const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
      if (['true', 'yes', '1', 'x'].includes(word)) return true;
      if (['false', 'no', '0'].includes(word)) return false;
    }
    return undefined;
  }
}

/** Names each unknown field once a report, those of one record together. */
export function unknownFields(): (record: GenericRecord) => Skipped[] {
  const seen = new Set<string>();
  return ({ unknown }) => {
    const fresh = unknown.filter((name) => !seen.has(name)).slice(0, 100 - seen.size);
    for (const name of fresh) seen.add(name);
    return fresh.length === 0 ? [] : [{ skipped: 'unknown_field', example: clip(fresh.join(', '), 200) }];
  };
}
