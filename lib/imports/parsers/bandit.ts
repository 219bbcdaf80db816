import { at, count, isArray, isObject, type JsonObject, links, list, moment, object, text } from '@/lib/core/json';
import { severityFromWord } from '@/lib/findings/severity';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { clip, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, sha256, snippetHash } from '@/lib/imports/parsers/normalise';
import { numberedLines } from '@/lib/imports/parsers/numbered-code';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import { masked } from '@/lib/imports/parsers/secrets';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/** Tests that find passwords in strings, arguments and defaults: the code is the secret. */
const PASSWORDS = new Set(['B105', 'B106', 'B107']);

/**
 * Bandit, `bandit -f json` (seen: 1.6 and 1.7). LOW, MEDIUM and HIGH are our words; UNDEFINED counts as info.
 * https://bandit.readthedocs.io/en/latest/formatters/json.html
 */
export const banditJson: JsonParser = {
  id: 'bandit',
  label: 'Bandit (JSON)',
  syntax: 'json',
  records: ['results.*', 'errors.*'],
  ignored: ['metrics.{}'],

  recognise: (outline) =>
    isArray(at(outline, 'results')) && text(outline, 'generated_at') !== '' && object(outline, 'metrics') ? 1 : 0,

  open(skeleton) {
    const ordinals = new Ordinals();
    return {
      facts: { scanner: 'bandit', target: '', scanAt: moment(skeleton, 'generated_at') },
      *read({ pattern, value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        if (pattern === 'errors.*') {
          const example = clip(`${text(value, 'filename')} ${text(value, 'reason')}`.trim(), 200);
          yield { skipped: 'scanner_error', example };
        } else yield readResult(value, ordinals);
      },
    };
  },
};

function readResult(result: JsonObject, ordinals: Ordinals): ParsedFinding {
  const rule = text(result, 'test_id').trim();
  const path = text(result, 'filename').trim();
  if (rule === '' || path === '') {
    throw new RecordError('missing_field', { field: rule === '' ? 'test_id' : 'filename' });
  }
  const confidence = text(result, 'issue_confidence').toLowerCase();
  const common: ParsedFinding = {
    kind: 'code',
    title: clip(text(result, 'issue_text'), 200) || rule,
    severity: severityFromWord(text(result, 'issue_severity')) ?? 0,
    severityReported: text(result, 'issue_severity'),
    ruleId: rule,
    ids: [],
    cwe: cweNumbers(at(result, 'issue_cwe', 'id')),
    cvss: [],
    location: { path, line: count(result, 'line_number'), endLine: lastLine(result), column: columnOf(result) },
    description: '',
    fix: '',
    references: links([text(result, 'more_info'), text(result, 'issue_cwe', 'link')]),
    tags: confidence === '' ? [] : [`confidence:${confidence}`],
    identity: [],
  };
  return PASSWORDS.has(rule) ? passwordOf(common, result) : codeOf(common, result, ordinals);
}

function codeOf(common: ParsedFinding, result: JsonObject, ordinals: Ordinals): ParsedFinding {
  const excerpt = text(result, 'code');
  const lines = numberedLines(excerpt, common.location.line, common.location.endLine);
  const stable = ['bandit', common.ruleId, normalisePath(common.location.path ?? ''), snippetHash(lines)];
  return {
    ...common,
    description: paragraphs(plain(text(result, 'issue_text')), excerpt === '' ? '' : codeBlock(excerpt)),
    identity: [...stable, ordinals.of(stable, common.location.line)],
  };
}

/** "Possible hardcoded password: 'secret'": the text and the code would show it. */
function passwordOf(common: ParsedFinding, result: JsonObject): ParsedFinding {
  const message = text(result, 'issue_text');
  const secret = /: (?:'(.*)'|"(.*)")\s*$/s
    .exec(message.slice(0, 5_000))
    ?.slice(1)
    .find((quoted) => quoted !== undefined);
  const shown =
    secret === undefined || secret.length < 4 ? (message.split(':', 1)[0] ?? '') : masked(message, [secret]);
  const { code, issue_text, ...rest } = result;
  const place = secret ?? numberedLines(text(result, 'code'), common.location.line, common.location.endLine);
  return {
    ...common,
    kind: 'secret',
    title: clip(shown, 200) || common.ruleId,
    description: plain(shown),
    identity: [common.ruleId, normalisePath(common.location.path ?? ''), sha256(place)],
    raw: JSON.stringify({ ...rest, issue_text: shown }, null, 1),
  };
}

function lastLine(result: JsonObject): number | undefined {
  const lines = list(result, 'line_range').filter((line) => typeof line === 'number' && Number.isSafeInteger(line));
  const last = Math.max(0, ...lines.slice(0, 10_000).map(Number));
  return last > 0 ? last : undefined;
}

/** Bandit counts columns from 0. */
function columnOf(result: JsonObject): number | undefined {
  const offset = at(result, 'col_offset');
  return typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0 ? offset + 1 : undefined;
}
