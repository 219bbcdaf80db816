import {
  at,
  count,
  firstText,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  links,
  list,
  text,
} from '@/lib/core/json';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { readVulnerability } from '@/lib/imports/parsers/checkov/vulnerability';
import { codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, sha256 } from '@/lib/imports/parsers/normalise';
import {
  type JsonParser,
  type JsonRecord,
  type ParsedFinding,
  type ReadResult,
  RecordError,
} from '@/lib/imports/parsers/types';

const UNRATED = 2;
const LISTS = ['failed_checks', 'skipped_checks', 'passed_checks', 'parsing_errors'];

/**
 * Checkov, `checkov -o json`, one framework or several (seen: 1.0 and 2.1; secrets and packages by its source). Checkov
 * rates only with the platform's key: without, everything is medium. https://www.checkov.io/
 */
export const checkovJson: JsonParser = {
  id: 'checkov',
  label: 'Checkov (JSON)',
  syntax: 'json',
  records: ['', '*.'].flatMap((prefix) => LISTS.map((name) => `${prefix}results.${name}.*`)),

  recognise: (outline) => (reportsOf(outline).some(isReport) ? 1 : 0),

  open(skeleton) {
    const [version] = reportsOf(skeleton)
      .map((report) => text(report, 'summary', 'checkov_version') || text(report, 'checkov_version'))
      .filter((found) => found !== '');
    return {
      facts: { scanner: 'checkov', target: '', toolVersion: version },
      *read(record) {
        yield readRecord(record, text(at(skeleton, ...record.keys.slice(0, -3)), 'check_type'));
      },
    };
  },
};

/** One framework is an object, several are a list. */
function reportsOf(document: Json): readonly Json[] {
  return isArray(document) ? document : [document];
}

/** Of a framework; or, since version 2, of one that found nothing to check. */
function isReport(report: Json): boolean {
  if (text(report, 'check_type') !== '' && isObject(at(report, 'results'))) return true;
  return text(report, 'checkov_version') !== '' && at(report, 'resourcecount') !== undefined;
}

function readRecord({ keys, value }: JsonRecord, framework: string): ReadResult {
  const found = keys.at(-2);
  if (found === 'parsing_errors') return { skipped: 'scanner_error', example: typeof value === 'string' ? value : '' };
  if (!isObject(value)) throw new RecordError('not_an_object');
  const example = `${text(value, 'check_id')} ${text(value, 'resource')}`;
  if (found === 'passed_checks') return { skipped: 'passed', example };
  if (found === 'skipped_checks') return { skipped: 'suppressed', example };
  if (isObject(at(value, 'vulnerability_details'))) return readVulnerability(value);
  return framework === 'secrets' ? secret(value) : configuration(value, framework);
}

function configuration(value: JsonObject, framework: string): ParsedFinding {
  const path = text(value, 'file_path');
  const resource = text(value, 'resource');
  return failedCheck({
    tool: 'checkov',
    rule: text(value, 'check_id'),
    place: [normalisePath(path), resource],
    title: firstText(value, 'check_name', 'check_id'),
    severity: severityOr(text(value, 'severity'), UNRATED),
    severityReported: text(value, 'severity'),
    location: { ...linesOf(value), path: path || undefined, resource: resource || undefined },
    description: paragraphs(
      plain(firstText(value, 'description', 'short_description', 'check_name')),
      listing(at(value, 'code_block')),
    ),
    references: links([text(value, 'guideline')]),
    tags: framework === '' ? [] : [framework],
  });
}

/** Checkov names the secret by its SHA-1 where a resource would stand; its code is never kept. */
function secret(value: JsonObject): ParsedFinding {
  const path = text(value, 'file_path');
  const rule = text(value, 'check_id');
  return {
    ...failedCheck({
      kind: 'secret',
      tool: 'checkov',
      rule,
      place: [],
      title: firstText(value, 'check_name', 'check_id'),
      severity: severityOr(text(value, 'severity'), UNRATED),
      severityReported: text(value, 'severity'),
      location: { ...linesOf(value), path: path || undefined },
      description: '',
      cwe: [798],
      references: links([text(value, 'guideline')]),
      raw: JSON.stringify({
        check_id: rule,
        file_path: path,
        file_line_range: list(value, 'file_line_range').slice(0, 2),
      }),
    }),
    identity: [rule, normalisePath(path), sha256(text(value, 'resource'))],
  };
}

function linesOf(value: JsonObject): { line?: number; endLine?: number } {
  return { line: count(value, 'file_line_range', 0), endLine: count(value, 'file_line_range', 1) };
}

/** `[[3, "  foo = 1\n"], …]` */
function listing(block: Json | undefined): string {
  const lines = list(block)
    .slice(0, 60)
    .map((line) => text(line, 1).replace(/\r?\n$/, ''));
  return lines.length === 0 ? '' : codeBlock(lines.join('\n'));
}
