import {
  at,
  firstText,
  flag,
  type Json,
  type JsonObject,
  list,
  number,
  object,
  probability,
  text,
  texts,
} from '@/lib/core/json';
import { severityFromScore, severityFromWord } from '@/lib/findings/severity';
import { cweNumbers, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings, leadingScore } from '@/lib/imports/parsers/cvss';
import { hostName, portOf } from '@/lib/imports/parsers/host-finding';
import { bulletsOf, clip, code, plain, titled } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ParsedFinding, type ReadResult, RecordError } from '@/lib/imports/parsers/types';
import { webFinding } from '@/lib/imports/parsers/web-finding';

/** Tags of templates whose matches are credentials: what they extracted is never kept. */
const SENSITIVE = new Set([
  'token',
  'tokens',
  'key',
  'keys',
  'secret',
  'secrets',
  'credential',
  'credentials',
  'creds',
  'password',
  'default-login',
  'backup',
  'file',
]);

/**
 * Nuclei, `-jsonl` and `-json-export` (seen: 2.6 to 3). One finding for each template, matcher and place. The severity is
 * the template's. https://docs.projectdiscovery.io/opensource/nuclei/running
 */
export const nucleiJson: JsonParser = {
  id: 'nuclei',
  label: 'Nuclei (JSON)',
  syntax: 'json',
  lines: true,
  records: ['*'],

  recognise(outline) {
    const named = at(outline, 0, 'template-id') ?? at(outline, 0, 'templateID');
    return named !== undefined && object(outline, 0, 'info') ? 1 : 0;
  },

  open() {
    return {
      facts: { scanner: 'nuclei', target: '' },
      *read({ value }) {
        yield readResult(value);
      },
    };
  },
};

function readResult(value: Json): ReadResult {
  const template = firstText(value, 'template-id', 'templateID').trim();
  if (template === '') throw new RecordError('missing_field', { field: 'template-id' });
  if (flag(value, 'matcher-status') === false) return { skipped: 'passed', example: template.slice(0, 200) };
  const matcher = firstText(value, 'matcher-name', 'matcher_name', 'extractor-name');
  const rule = matcher === '' ? template : `${template}:${matcher}`;
  return found(value, object(value, 'info') ?? {}, rule);
}

function found(value: Json, info: JsonObject, rule: string): ParsedFinding {
  const tags = words(info, 'tags');
  const sensitive = tags.some((tag) => SENSITIVE.has(tag));
  const place = placeOf(value);
  const rated = object(info, 'classification');
  const vector = text(rated, 'cvss-metrics');
  const cvss = distinctRatings([cvssRating({ vector, score: number(rated, 'cvss-score'), source: 'nuclei' })]);
  const finding = webFinding({
    tool: 'nuclei',
    rule,
    title: titleOf(info, rule),
    severity: severityFromWord(text(info, 'severity')) ?? severityFromScore(leadingScore(cvss) ?? 0),
    severityReported: text(info, 'severity'),
    url: place,
    method: text(value, 'fuzzing_method'),
    parameter: text(value, 'fuzzing_parameter'),
    ids: publicIds(words(rated, 'cve-id'), rule),
    cwe: cweNumbers(words(rated, 'cwe-id')),
    cvss,
    epss: probability(rated, 'epss-score'),
    description: [
      plain(text(info, 'description')),
      titled('Impact', plain(text(info, 'impact'))),
      sensitive ? '' : extractedOf(value),
    ],
    fix: plain(text(info, 'remediation')),
    references: words(info, 'reference'),
    tags,
    request: sensitive ? '' : text(value, 'request'),
    response: sensitive ? '' : text(value, 'response'),
    evidence: evidenceOf(value, sensitive),
  });
  return /^(?:http|headless|fuzz)?$/.test(text(value, 'type')) || /^https?:\/\//i.test(place)
    ? finding
    : onHost(value, finding, place);
}

/** Templates of other protocols look at a host, most at one port of it. */
function onHost(value: Json, finding: ParsedFinding, place: string): ParsedFinding {
  const [, named = place, behind = ''] = /^(.*?)(?::(\d{1,5}))?$/s.exec(place) ?? [];
  const host = hostName(named);
  const port = portOf(behind || text(value, 'port'));
  const protocol = text(value, 'type');
  return {
    ...finding,
    kind: 'host',
    location: { host, port, protocol },
    identity: ['nuclei', finding.ruleId, host, port === undefined ? '' : String(port), protocol],
  };
}

/** Where it matched, else what was scanned. Some templates name neither: they ask nobody in particular. */
function placeOf(value: Json): string {
  const place = firstText(value, 'matched-at', 'matched', 'host', 'url', 'ip').trim();
  return place.replace(/^\/(?=https?:\/\/)/, '') || '(none)';
}

function titleOf(info: JsonObject, rule: string): string {
  return clip(text(info, 'name').trim(), 300) || rule;
}

function extractedOf(value: Json): string {
  const extracted = texts(value, 'extracted-results');
  return titled(
    'Extracted',
    bulletsOf(extracted, (result) => code(clip(result, 500))),
  );
}

/** A list of words, or one text with commas as older versions write it. */
function words(value: Json | undefined, key: string): string[] {
  const found = list(value, key).length > 0 ? texts(value, key) : text(value, key).slice(0, 20_000).split(/[,\n]/);
  return found.map((word) => word.trim()).filter((word) => word !== '');
}

/** The command to repeat it holds the credentials of the request, so it is left out. */
function evidenceOf(value: Json, sensitive: boolean): Record<string, Json> {
  const left = new Set(['request', 'response', 'curl-command', ...(sensitive ? ['extracted-results', 'meta'] : [])]);
  const record = object(value) ?? {};
  return Object.fromEntries(Object.entries(record).filter(([key]) => !left.has(key)));
}
