import { at, isArray, isObject, type Json, type JsonObject, moment, object, objects, text } from '@/lib/core/json';
import { codeFinding, crashFinding, secretFinding } from '@/lib/imports/parsers/gitlab/code';
import { commonOf } from '@/lib/imports/parsers/gitlab/common';
import { dependencyFinding } from '@/lib/imports/parsers/gitlab/dependency';
import { identifiersOf } from '@/lib/imports/parsers/gitlab/identifiers';
import { webFinding } from '@/lib/imports/parsers/gitlab/web';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

const TYPES = [
  'sast',
  'secret_detection',
  'dependency_scanning',
  'container_scanning',
  'cluster_image_scanning',
  'dast',
  'api_fuzzing',
  'coverage_fuzzing',
] as const;
type ReportType = (typeof TYPES)[number];

/** Analyzers of secrets that report under `sast` in old versions. */
const SECRET_TOOLS = new Set(['gitleaks', 'trufflehog', 'secret_detection']);

/**
 * The security reports of GitLab's analyzers, schemas 2.3 to 15 (`gl-sast-report.json` and its family).
 * https://gitlab.com/gitlab-org/security-products/security-report-schemas
 */
export const gitlab: JsonParser = {
  id: 'gitlab',
  label: 'GitLab security report',
  syntax: 'json',
  records: ['vulnerabilities.*'],
  ignored: ['remediations.*', 'dependency_files.*.dependencies.*', 'scan.scanned_resources.*', 'scan.messages.*'],

  recognise(outline) {
    if (!isArray(at(outline, 'vulnerabilities'))) return 0;
    const typed = TYPES.some((type) => type === text(outline, 'scan', 'type'));
    if (typed && object(outline, 'scan', 'scanner')) return 1;
    const first = object(outline, 'vulnerabilities', 0);
    return isArray(at(first, 'identifiers')) && object(first, 'location') ? 0.9 : 0;
  },

  open(skeleton) {
    const managers = packageManagers(skeleton);
    const ordinals = new Ordinals();
    return {
      facts: {
        scanner: text(skeleton, 'scan', 'scanner', 'id').toLowerCase() || 'gitlab',
        target: '',
        scanAt: moment(skeleton, 'scan', 'end_time') ?? moment(skeleton, 'scan', 'start_time'),
        toolVersion: text(skeleton, 'scan', 'scanner', 'version') || undefined,
      },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield readVulnerability(value, skeleton, managers, ordinals);
      },
    };
  },
};

function readVulnerability(
  value: JsonObject,
  skeleton: Json,
  managers: ReadonlyMap<string, string>,
  ordinals: Ordinals,
): ParsedFinding {
  const identifiers = identifiersOf(value);
  const common = commonOf(value, identifiers);
  const tool = (text(value, 'scanner', 'id') || text(skeleton, 'scan', 'scanner', 'id') || 'gitlab').toLowerCase();
  switch (typeOf(value, skeleton, tool)) {
    case 'dependency_scanning':
    case 'container_scanning':
    case 'cluster_image_scanning':
      return dependencyFinding(value, identifiers, common, managers);
    case 'dast':
    case 'api_fuzzing':
      return webFinding(value, tool, common);
    case 'secret_detection':
      return secretFinding(value, common, ordinals);
    case 'coverage_fuzzing':
      return crashFinding(value, tool, common);
    case 'sast':
      return codeFinding(value, tool, common, ordinals);
  }
}

/** By what the place looks like where it leaves no doubt, else by what the record or the report says of itself. */
function typeOf(value: JsonObject, skeleton: Json, tool: string): ReportType {
  if (SECRET_TOOLS.has(tool) || at(value, 'raw_source_code_extract') !== undefined) return 'secret_detection';
  if (at(value, 'location', 'crash_type') !== undefined) return 'coverage_fuzzing';
  if (at(value, 'location', 'image') !== undefined) return 'container_scanning';
  const said = [text(value, 'category'), text(skeleton, 'scan', 'type')];
  const known = TYPES.find((type) => said.includes(type));
  return known ?? (at(value, 'location', 'hostname') === undefined ? 'sast' : 'dast');
}

function packageManagers(skeleton: Json): Map<string, string> {
  return new Map(
    objects(skeleton, 'dependency_files').map((file) => [
      text(file, 'path'),
      text(file, 'package_manager').toLowerCase(),
    ]),
  );
}
