import { at, count, flag, isObject, type Json, type JsonObject, links, list, object, text } from '@/lib/core/json';
import { severityFromWord } from '@/lib/findings/severity';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { clip, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, snippetHash } from '@/lib/imports/parsers/normalise';
import { numberedLines } from '@/lib/imports/parsers/numbered-code';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** Hard-coded credentials: the code is the secret. */
const CREDENTIALS = 'G101';

/**
 * gosec, `gosec -fmt json` (seen: 2.x). Its severities are our words; `#nosec` lines, which `-track-suppressions` and
 * `-show-ignored` report, are counted. https://github.com/securego/gosec
 */
export const gosecJson: JsonParser = {
  id: 'gosec',
  label: 'gosec (JSON)',
  syntax: 'json',
  records: ['Issues.*', 'Golang errors.{}.*'],

  recognise: (outline) => (at(outline, 'Issues') !== undefined && at(outline, 'Stats', 'nosec') !== undefined ? 1 : 0),

  open(skeleton) {
    const ordinals = new Ordinals();
    return {
      facts: { scanner: 'gosec', target: '', toolVersion: text(skeleton, 'GosecVersion') || undefined },
      *read({ pattern, keys, value }) {
        if (pattern === 'Issues.*') yield readIssue(value, ordinals);
        else yield { skipped: 'scanner_error', example: clip(`${keys[1]} ${text(value, 'error')}`.trim(), 200) };
      },
    };
  },
};

function readIssue(issue: Json, ordinals: Ordinals): ReadResult {
  if (!isObject(issue)) throw new RecordError('not_an_object');
  const rule = text(issue, 'rule_id').trim();
  const path = text(issue, 'file').trim();
  if (rule === '' || path === '') throw new RecordError('missing_field', { field: rule === '' ? 'rule_id' : 'file' });
  if (flag(issue, 'nosec') || list(issue, 'suppressions').length > 0) {
    return { skipped: 'suppressed', example: clip(`${rule} ${path}`, 200) };
  }
  const [line, endLine] = linesOf(issue);
  const excerpt = text(issue, 'code');
  const confidence = text(issue, 'confidence').toLowerCase();
  const stable = [rule, normalisePath(path), snippetHash(numberedLines(excerpt, line, endLine))];
  const secret = rule === CREDENTIALS;
  return {
    kind: secret ? 'secret' : 'code',
    title: clip(text(issue, 'details'), 200) || rule,
    severity: severityFromWord(text(issue, 'severity')) ?? 0,
    severityReported: text(issue, 'severity'),
    ruleId: rule,
    ids: [],
    cwe: cweNumbers(at(issue, 'cwe', 'id') ?? at(issue, 'cwe', 'ID')),
    cvss: [],
    location: { path, line, endLine, column: count(issue, 'column') },
    description: paragraphs(plain(text(issue, 'details')), secret || excerpt === '' ? '' : codeBlock(excerpt, 'go')),
    fix: plain(text(issue, 'autofix')),
    references: links([text(object(issue, 'cwe'), 'url')]),
    tags: confidence === '' ? [] : [`confidence:${confidence}`],
    identity: secret ? stable : ['gosec', ...stable, ordinals.of(stable, line)],
    raw: secret ? JSON.stringify({ ...issue, code: '[redacted]', autofix: '' }, null, 1) : undefined,
  };
}

/** "79" or "79-81". */
function linesOf(issue: JsonObject): [number | undefined, number | undefined] {
  const [, first, last] = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(text(issue, 'line')) ?? [];
  return [Number(first) || undefined, Number(last) || undefined];
}
