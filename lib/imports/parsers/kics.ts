import { at, count, firstText, isObject, type Json, type JsonObject, links, moment, text } from '@/lib/core/json';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { bullets, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, sha256 } from '@/lib/imports/parsers/normalise';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/**
 * KICS, `kics scan --report-formats json` (seen: one whose version it does not say, before 1.7). Severities are critical to info; TRACE is info. A finding is the
 * query, the file and KICS's search key, the path to the fault within the file: what its similarity id is made of too.
 * https://docs.kics.io/latest/results/
 */
export const kicsJson: JsonParser = {
  id: 'kics',
  label: 'KICS (JSON)',
  syntax: 'json',
  records: ['queries.*.files.*'],
  ignored: ['bill_of_materials.*'],

  recognise: (outline) =>
    at(outline, 'queries_total') !== undefined && at(outline, 'files_scanned') !== undefined ? 1 : 0,

  open(skeleton) {
    const ordinals = new Ordinals();
    const version = text(skeleton, 'kics_version').replace(/^v/, '');
    return {
      facts: {
        scanner: 'kics',
        target: '',
        scanAt: moment(skeleton, 'end') ?? moment(skeleton, 'start'),
        toolVersion: version || undefined,
      },
      *read({ keys, value }) {
        const query = at(skeleton, 'queries', keys[1] ?? 0);
        if (!isObject(value) || !isObject(query)) throw new RecordError('not_an_object');
        yield findingOf(query, value, ordinals);
      },
    };
  },
};

function findingOf(query: JsonObject, file: JsonObject, ordinals: Ordinals): ParsedFinding {
  const rule = text(query, 'query_id').trim() || text(query, 'query_name');
  const path = text(file, 'file_name');
  const searched = [text(file, 'search_key'), text(file, 'search_value')];
  const secret = /^Passwords And Secrets\b/.test(text(query, 'query_name'));
  const line = count(file, 'line');
  const stable = [normalisePath(path), ...searched];
  const platform = text(query, 'platform');
  return failedCheck({
    kind: secret ? 'secret' : 'configuration',
    tool: 'kics',
    rule,
    // The search for secrets gives no key to the fault, only its line.
    place: secret
      ? [normalisePath(path), sha256(searched.join('\n')), ordinals.of([rule, ...stable], line)]
      : [...stable],
    title: firstText(query, 'query_name', 'query_id'),
    severity: severityOr(text(query, 'severity'), 0),
    severityReported: text(query, 'severity'),
    location: {
      path: path || undefined,
      line,
      resource: resourceOf(file) || undefined,
    },
    description: paragraphs(plain(text(query, 'description')), secret ? '' : difference(file)),
    references: links([text(query, 'query_url')]),
    tags: [platform, text(query, 'category')].filter((tag) => tag !== ''),
    cwe: cweOf(query),
    raw: secret ? JSON.stringify({ query: rule, file: path, line: line ?? 0 }) : undefined,
  });
}

function resourceOf(file: JsonObject): string {
  return [text(file, 'resource_type'), text(file, 'resource_name')]
    .filter((part) => part !== '' && part !== 'n/a')
    .join('.');
}

function difference(file: JsonObject): string {
  const lines = [
    ['Expected', text(file, 'expected_value')],
    ['Found', text(file, 'actual_value')],
    ['At', text(file, 'search_key')],
  ];
  return bullets(lines.flatMap(([name, what]) => (what?.trim() ? [`${name}: ${code(what)}`] : [])));
}

function cweOf(query: Json): number[] {
  const number = count(query, 'cwe');
  return number === undefined || number >= 1_000_000 ? [] : [number];
}
