import { at, count, isArray, isObject, type JsonObject, object, text } from '@/lib/core/json';
import { severityFromWord } from '@/lib/findings/severity';
import { bullets, clip, code, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, sha256 } from '@/lib/imports/parsers/normalise';
import { masked } from '@/lib/imports/parsers/secrets';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/**
 * trufflehog3, another tool than TruffleHog 3, `--format JSON` of its version 3. Its rules rate LOW, MEDIUM and HIGH. The
 * secret never leaves this file but as its SHA-256. https://github.com/feeltheajf/trufflehog3
 */
export const trufflehog3Json: JsonParser = {
  id: 'trufflehog3',
  label: 'trufflehog3 (JSON)',
  syntax: 'json',
  records: ['*'],

  recognise: (outline) =>
    isArray(outline) && object(outline, 0, 'rule') && at(outline, 0, 'secret') !== undefined && at(outline, 0, 'path')
      ? 1
      : 0,

  open() {
    return {
      facts: { scanner: 'trufflehog3', target: '' },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield findingOf(value);
      },
    };
  },
};

function findingOf(issue: JsonObject): ParsedFinding {
  const rule = text(issue, 'rule', 'id').trim() || text(issue, 'rule', 'message').trim();
  const path = text(issue, 'path').trim();
  const secret = text(issue, 'secret');
  if (rule === '' || path === '' || secret === '') {
    throw new RecordError('missing_field', { field: rule === '' ? 'rule.id' : path === '' ? 'path' : 'secret' });
  }
  const message = masked(text(issue, 'message').split('\n', 1)[0] ?? '', [secret]);
  const facts = [
    `SHA-256 of the secret: ${code(sha256(secret))}`,
    text(issue, 'commit') === '' ? '' : `Commit ${code(text(issue, 'commit'))} of ${plain(text(issue, 'date'))}`,
    text(issue, 'author') === '' ? '' : `Author ${plain(text(issue, 'author'))}`,
    message === '' ? '' : `Message ${plain(clip(message, 200))}`,
  ];
  const { secret: _secret, context, message: _message, ...rest } = issue;
  return {
    kind: 'secret',
    title: `${text(issue, 'rule', 'message') || rule} in ${path.split(/[\\/]/).at(-1) || path}`,
    severity: severityFromWord(text(issue, 'rule', 'severity')) ?? 3,
    severityReported: text(issue, 'rule', 'severity'),
    ruleId: rule,
    scannerId: text(issue, 'id') || undefined,
    ids: [],
    cwe: [798],
    cvss: [],
    location: { path, line: count(issue, 'line') },
    description: bullets(facts.filter((fact) => fact !== '')),
    fix: '',
    references: [],
    tags: [],
    identity: [rule, normalisePath(path), sha256(secret)],
    raw: JSON.stringify({ ...rest, message }, null, 1),
  };
}
