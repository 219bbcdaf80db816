import { at, count, firstText, isArray, isObject, type JsonObject, links, text, texts } from '@/lib/core/json';
import { bullets, clip, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, sha256, snippetHash } from '@/lib/imports/parsers/normalise';
import { masked } from '@/lib/imports/parsers/secrets';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/**
 * Gitleaks 7 and 8, `gitleaks … --report-format json` (seen: 7.5 and 8). The same secret in the same file is one
 * finding, however many commits hold it. The secret never leaves this file but as its SHA-256.
 * https://github.com/gitleaks/gitleaks
 */
export const gitleaksJson: JsonParser = {
  id: 'gitleaks',
  label: 'Gitleaks (JSON)',
  syntax: 'json',
  records: ['*'],

  recognise(outline) {
    // Without leaks, version 7 writes `null` and version 8 `[]`: that may be any tool's silence.
    if (outline === null) return 0.3;
    if (!isArray(outline)) return 0;
    const first = outline[0];
    if (first === undefined) return 0.3;
    if (text(first, 'RuleID') !== '' && at(first, 'Secret') !== undefined) return 1;
    return text(first, 'rule') !== '' && at(first, 'offender') !== undefined ? 1 : 0;
  },

  open() {
    return {
      facts: { scanner: 'gitleaks', target: '' },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield findingOf(value);
      },
    };
  },
};

function findingOf(leak: JsonObject): ParsedFinding {
  const rule = firstText(leak, 'RuleID', 'rule');
  const path = firstText(leak, 'File', 'file');
  if (rule === '' || path === '') throw new RecordError('missing_field', { field: rule === '' ? 'RuleID' : 'File' });
  const secret = firstText(leak, 'Secret', 'offender', 'Match');
  return {
    kind: 'secret',
    title: `${rule} in ${path.split(/[\\/]/).at(-1) || path}`,
    // Gitleaks does not rate: a secret that leaked works until somebody has proved that it does not.
    severity: 3,
    severityReported: '',
    ruleId: rule,
    scannerId: text(leak, 'Fingerprint') || undefined,
    ids: [],
    cwe: [798],
    cvss: [],
    location: {
      path,
      line: count(leak, 'StartLine') ?? count(leak, 'lineNumber'),
      endLine: count(leak, 'EndLine'),
      column: count(leak, 'StartColumn'),
    },
    description: descriptionOf(leak, secret),
    fix: '',
    references: links([text(leak, 'Link'), text(leak, 'leakURL')]),
    tags: tagsOf(leak),
    identity: [rule, normalisePath(path), secretPart(leak, secret)],
    raw: JSON.stringify(withoutSecret(leak, secret)),
  };
}

/**
 * `--redact` leaves nothing to tell two secrets of a file apart but where they stood: the line of the commit, which never
 * moves, else the text around the secret.
 */
function secretPart(leak: JsonObject, secret: string): string {
  if (!isRedacted(secret)) return sha256(secret);
  const commit = firstText(leak, 'Commit', 'commit');
  const line = firstText(leak, 'StartLine', 'lineNumber');
  return commit === '' ? snippetHash(firstText(leak, 'Match', 'line')) : `${commit}:${line}`;
}

function isRedacted(secret: string): boolean {
  return secret === '' || /^REDACTED/.test(secret) || /^[*]+$/.test(secret) || secret.endsWith('...');
}

function tagsOf(leak: JsonObject): string[] {
  const tags = [...texts(leak, 'Tags'), ...text(leak, 'tags').split(',')];
  return [...new Set(tags.map((tag) => tag.trim().toLowerCase()))].filter((tag) => tag !== '');
}

function descriptionOf(leak: JsonObject, secret: string): string {
  const commit = firstText(leak, 'Commit', 'commit');
  const author = firstText(leak, 'Author', 'author');
  const message = firstText(leak, 'Message', 'commitMessage').split('\n', 1)[0] ?? '';
  const facts = [
    isRedacted(secret) ? '' : `SHA-256 of the secret: ${code(sha256(secret))}`,
    commit === '' ? '' : `Commit ${code(commit)} of ${plain(firstText(leak, 'Date', 'date'))}`,
    author === '' ? '' : `Author ${plain(`${author} <${firstText(leak, 'Email', 'email')}>`)}`,
    message === '' ? '' : `Message ${plain(masked(clip(message, 200), [secret]))}`,
  ];
  return paragraphs(
    plain(masked(firstText(leak, 'Description', 'rule'), [secret])),
    bullets(facts.filter((fact) => fact !== '')),
  );
}

/** The record without the fields that are the secret or quote it, and with the secret masked wherever else it stands. */
function withoutSecret(leak: JsonObject, secret: string): JsonObject {
  const { Secret, Match, Line, line, offender, ...rest } = leak;
  const kept = Object.entries(rest).map(([key, value]) => [
    key,
    typeof value === 'string' ? masked(value, [secret]) : value,
  ]);
  return { ...Object.fromEntries(kept), Secret: isRedacted(secret) ? 'REDACTED' : `sha256:${sha256(secret)}` };
}
