import {
  at,
  count,
  firstText,
  isObject,
  type Json,
  type JsonObject,
  links,
  moment,
  number,
  text,
} from '@/lib/core/json';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { plain } from '@/lib/imports/parsers/markdown';
import { imageWithoutTag, normalisePath } from '@/lib/imports/parsers/normalise';
import { type JsonParser, type ParsedFinding, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

const READERS = new Map<string, (value: JsonObject) => ReadResult>([
  ['results.violations.*', readViolation],
  ['results.vulnerabilities.*', readVulnerability],
  ['results.skipped_violations.*', (value) => ({ skipped: 'suppressed', example: named(value) })],
  ['results.passed_rules.*', (value) => ({ skipped: 'passed', example: named(value) })],
  ['results.scan_errors.*', (value) => ({ skipped: 'scanner_error', example: text(value, 'errMsg') })],
]);

/**
 * Terrascan, `terrascan scan -o json` (seen: one of 2021 without findings; violations and image vulnerabilities by its source).
 * Severities are high, medium and low. https://runterrascan.io/docs/
 */
export const terrascanJson: JsonParser = {
  id: 'terrascan',
  label: 'Terrascan (JSON)',
  syntax: 'json',
  records: [...READERS.keys()],

  recognise: (outline) =>
    at(outline, 'results', 'violations') !== undefined && isObject(at(outline, 'results', 'scan_summary')) ? 1 : 0,

  open: (skeleton) => ({
    facts: {
      scanner: 'terrascan',
      target: text(skeleton, 'results', 'scan_summary', 'file/folder'),
      scanAt: scanTime(skeleton),
    },
    *read({ pattern, value }) {
      const reader = READERS.get(pattern);
      if (!reader || !isObject(value)) throw new RecordError('not_an_object');
      yield reader(value);
    },
  }),
};

/** Go's `2021-05-19 13:17:04.067888 +0000 UTC`. */
function scanTime(skeleton: Json): Date | undefined {
  const written = text(skeleton, 'results', 'scan_summary', 'scanned_at');
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(written);
  return match && / UTC$/.test(written) ? moment(`${match[1]}T${match[2]}Z`) : undefined;
}

function named(value: JsonObject): string {
  return `${firstText(value, 'rule_id', 'rule_name')} ${text(value, 'file')}`.trim();
}

function resourceOf(value: JsonObject): string {
  return [text(value, 'module_name'), text(value, 'resource_type'), text(value, 'resource_name')]
    .filter((part) => part !== '' && part !== 'root')
    .join('.');
}

function readViolation(value: JsonObject): ParsedFinding {
  const path = text(value, 'file');
  const resource = resourceOf(value);
  const category = text(value, 'category');
  return failedCheck({
    tool: 'terrascan',
    rule: firstText(value, 'rule_id', 'rule_name'),
    place: [normalisePath(path), resource],
    title: firstText(value, 'description', 'rule_name'),
    severity: severityOr(text(value, 'severity'), 2),
    severityReported: text(value, 'severity'),
    location: { path: path || undefined, line: count(value, 'line'), resource: resource || undefined },
    description: plain(text(value, 'description')),
    tags: category === '' ? [] : [category],
  });
}

/** With `--find-vuln`: packages of the images that the files name, as the registry's own scanner reports them. */
function readVulnerability(value: JsonObject): ParsedFinding {
  const score = (field: string, version: string) =>
    cvssRating({ score: number(value, 'cvss_score', field), version, source: 'terrascan' });
  const cvss = distinctRatings([score('v3_score', '3.1'), score('v2_score', '2.0')]);
  const image = text(value, 'image');
  const finding = dependencyFinding({
    id: text(value, 'vulnerability_id'),
    name: text(value, 'package'),
    version: text(value, 'installed_version'),
    severity: ratedSeverity(text(value, 'severity'), cvss),
    severityReported: text(value, 'severity'),
    cvss,
    place: {
      path: text(value, 'file') || undefined,
      line: count(value, 'line'),
      image: image || undefined,
      resource: resourceOf(value) || undefined,
    },
    description: plain(text(value, 'description')),
    references: links([text(value, 'primary_url')]),
  });
  return { ...finding, identity: [...finding.identity, imageWithoutTag(image)] };
}
