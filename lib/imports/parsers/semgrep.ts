import { at, count, flag, isObject, type Json, type JsonObject, links, list, object, text } from '@/lib/core/json';
import { type Severity, severityFromWord } from '@/lib/findings/severity';
import { cweNumbers, identifyingId, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { clip, code, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, packageIdentity, snippetHash } from '@/lib/imports/parsers/normalise';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import { type JsonParser, type ParsedFinding, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/**
 * Semgrep's command line, `semgrep --json` (seen: 0.96 to 1.97), open source and with the engine of the platform: code,
 * secrets and supply chain. https://semgrep.dev/docs/semgrep-appsec-platform/json-and-sarif
 */
export const semgrepJson: JsonParser = {
  id: 'semgrep',
  label: 'Semgrep (JSON)',
  syntax: 'json',
  records: ['results.*', 'errors.*'],
  ignored: ['paths.scanned.*', 'paths.skipped.*', 'time.targets.*', 'time.rules.*', 'skipped_rules.*'],

  recognise(outline) {
    if (at(outline, 'results') === undefined || at(outline, 'errors') === undefined) return 0;
    const first = object(outline, 'results', 0);
    if (first) return text(first, 'check_id') !== '' && object(first, 'extra') ? 1 : 0;
    // Bandit's reports are alike but for the time that they bear.
    if (at(outline, 'generated_at') !== undefined) return 0;
    return object(outline, 'paths') || at(outline, 'version') !== undefined ? 0.7 : 0.5;
  },

  open(skeleton) {
    const ordinals = new Ordinals();
    return {
      facts: { scanner: 'semgrep', target: '', toolVersion: text(skeleton, 'version') || undefined },
      *read({ pattern, value }) {
        yield pattern === 'errors.*' ? readError(value) : readResult(value, ordinals);
      },
    };
  },
};

/** Semgrep's own scale: INFO, WARNING and ERROR are its older words for low, medium and high. */
export function semgrepSeverity(word: string): Severity {
  return word.trim().toUpperCase() === 'INFO' ? 1 : (severityFromWord(word) ?? 0);
}

/** "python.lang.security.dangerous-exec.dangerous-exec" → "Dangerous exec". */
export function semgrepTitle(rule: string): string {
  const words = (rule.split('.').at(-1) ?? rule).replace(/[-_]+/g, ' ').trim();
  return words === '' ? rule : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Tags of a rule: confidence and OWASP classes as "owasp:a03:2021". */
export function semgrepTags(confidence: string, owasp: readonly string[]): string[] {
  const classes = owasp.flatMap((name) => /^A\d{1,2}(?::\d{4})?/i.exec(name)?.[0].toLowerCase() ?? []);
  const rated = confidence === '' ? [] : [`confidence:${confidence.toLowerCase()}`];
  return [...new Set([...rated, ...classes.map((name) => `owasp:${name}`)])];
}

function readError(error: Json): ReadResult {
  const where = text(error, 'path');
  return {
    skipped: 'scanner_error',
    example: clip(`${where} ${text(error, 'message')}`.replace(/\s+/g, ' ').trim(), 200),
  };
}

function readResult(result: Json, ordinals: Ordinals): ReadResult {
  const rule = text(result, 'check_id').trim();
  const path = text(result, 'path').trim();
  const extra = object(result, 'extra');
  if (rule === '' || path === '' || !extra) {
    throw new RecordError('missing_field', { field: rule === '' ? 'check_id' : path === '' ? 'path' : 'extra' });
  }
  if (flag(extra, 'is_ignored')) return { skipped: 'suppressed', example: `${rule} ${path}` };
  const common = commonOf(result, extra, rule, path);
  const dependency = object(extra, 'sca_info', 'dependency_match', 'found_dependency');
  if (dependency) return dependencyOf(common, extra, dependency);
  return holdsSecret(extra, rule, common.cwe) ? secretOf(common, result, extra) : codeOf(common, extra, ordinals);
}

/** What every result of Semgrep has. */
function commonOf(result: Json, extra: JsonObject, rule: string, path: string): ParsedFinding {
  const metadata = object(extra, 'metadata');
  const cwe = cweNumbers(at(metadata, 'cwe'));
  return {
    kind: 'code',
    title: semgrepTitle(rule),
    severity: semgrepSeverity(text(extra, 'severity')),
    severityReported: text(extra, 'severity'),
    ruleId: rule,
    scannerId: known(text(extra, 'fingerprint')),
    ids: publicIds(text(metadata, 'sca-vuln-database-identifier'), stringsAt(metadata, 'cve')),
    cwe,
    cvss: [],
    location: {
      path,
      line: count(result, 'start', 'line'),
      endLine: count(result, 'end', 'line'),
      column: count(result, 'start', 'col'),
    },
    description: '',
    fix: '',
    references: links([
      ...stringsAt(metadata, 'references'),
      text(metadata, 'source'),
      text(metadata, 'source-rule-url'),
      text(metadata, 'shortlink'),
    ]),
    tags: semgrepTags(text(metadata, 'confidence'), stringsAt(metadata, 'owasp')),
    identity: [],
  };
}

function codeOf(common: ParsedFinding, extra: JsonObject, ordinals: Ordinals): ParsedFinding {
  const lines = known(text(extra, 'lines'));
  const place = ['semgrep', common.ruleId, normalisePath(common.location.path ?? '')];
  const stable = [...place, contextOf(extra)];
  return {
    ...common,
    description: paragraphs(plain(text(extra, 'message')), lines ? codeBlock(lines) : ''),
    fix: text(extra, 'fix') === '' ? '' : codeBlock(text(extra, 'fix')),
    identity: common.scannerId ? [...place, common.scannerId] : [...stable, ordinals.of(stable, common.location.line)],
  };
}

function secretOf(common: ParsedFinding, result: Json, extra: JsonObject): ParsedFinding {
  const message = boundTexts(extra).reduce(
    (masked, secret) => masked.replaceAll(secret, '[redacted]'),
    text(extra, 'message'),
  );
  return {
    ...common,
    kind: 'secret',
    description: plain(message),
    identity: [common.ruleId, normalisePath(common.location.path ?? ''), common.scannerId ?? contextOf(extra)],
    raw: JSON.stringify(redacted(result, extra, message)),
  };
}

/** The lines, or without a login what the rule's variables stand for. */
function contextOf(extra: JsonObject): string {
  return snippetHash(known(text(extra, 'lines')) ?? boundTexts(extra).join('\n'));
}

function dependencyOf(common: ParsedFinding, extra: JsonObject, dependency: JsonObject): ParsedFinding {
  const name = text(dependency, 'package');
  const ecosystem = text(dependency, 'ecosystem');
  const fixes = list(extra, 'metadata', 'sca-fix-versions').flatMap((fix) =>
    isObject(fix) ? Object.values(fix).filter((version) => typeof version === 'string') : [],
  );
  const reachable = flag(extra, 'sca_info', 'reachable');
  return {
    ...common,
    kind: 'dependency',
    fixAvailable: fixes.length > 0 || undefined,
    fixVersion: fixes.join(', ') || undefined,
    location: {
      ...common.location,
      packageName: name,
      packageVersion: text(dependency, 'version') || undefined,
      packageType: ecosystem || undefined,
    },
    description: paragraphs(plain(text(extra, 'message')), `Package ${code(`${name} ${text(dependency, 'version')}`)}`),
    tags: reachable === undefined ? common.tags : [...common.tags, reachable ? 'reachable' : 'not-reachable'],
    identity: [packageIdentity(ecosystem, name), identifyingId(common.ids[0] ?? common.ruleId, common.ids)],
  };
}

/** Without a login, Semgrep writes "requires login" where the fingerprint and the lines would stand. */
function known(value: string): string | undefined {
  return value === '' || value === 'requires login' ? undefined : value;
}

/** What the rule's variables stand for, without quotes; too short ones say nothing. */
function boundTexts(extra: JsonObject): string[] {
  const contents = Object.entries(object(extra, 'metavars') ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return contents
    .map(([, value]) => text(value, 'abstract_content').replace(/^["'`]|["'`]$/g, ''))
    .filter((content) => content.length >= 4)
    .slice(0, 100);
}

/** Hard-coded credentials: the lines are the secret. */
function holdsSecret(extra: JsonObject, rule: string, cwe: readonly number[]): boolean {
  return (
    at(extra, 'validation_state') !== undefined ||
    /(?:^|\.)secrets?\./.test(rule) ||
    cwe.some((number) => number === 798 || number === 259 || number === 321)
  );
}

function redacted(result: Json, extra: JsonObject, message: string): Json {
  const { lines, metavars, dataflow_trace, fix, ...rest } = extra;
  return { ...(isObject(result) ? result : {}), extra: { ...rest, message, lines: '[redacted]' } };
}

/** A field that is one text in older rules and a list in newer ones. */
function stringsAt(metadata: Json | undefined, key: string): string[] {
  const value = at(metadata, key);
  const items = typeof value === 'string' ? [value] : list(value);
  return items.filter((item): item is string => typeof item === 'string');
}
