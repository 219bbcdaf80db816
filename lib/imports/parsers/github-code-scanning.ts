import { count, firstText, isArray, isObject, type JsonObject, links, object, text, texts } from '@/lib/core/json';
import { severityFromWord } from '@/lib/findings/severity';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { githubTarget } from '@/lib/imports/parsers/github-repository';
import { clip, paragraphs, plain, prose } from '@/lib/imports/parsers/markdown';
import { normalisePath } from '@/lib/imports/parsers/normalise';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/**
 * GitHub code scanning alerts, `/repos/{owner}/{repo}/code-scanning/alerts`. GitHub follows an alert through changes of
 * the file, so its number is its fingerprint. What is fixed or dismissed there is left out and counted. The severity is
 * the rule's `security_severity_level`, else its level. https://docs.github.com/en/rest/code-scanning/code-scanning
 */
export const githubCodeScanningJson: JsonParser = {
  id: 'github-code-scanning',
  label: 'GitHub code scanning alerts (JSON)',
  syntax: 'json',
  records: ['*'],

  recognise(outline) {
    if (!isArray(outline)) return 0;
    if (outline.length === 0) return 0.3;
    return object(outline, 0, 'rule') && object(outline, 0, 'most_recent_instance') && object(outline, 0, 'tool')
      ? 1
      : 0;
  },

  open() {
    return {
      facts: { scanner: 'github-code-scanning', target: '' },
      describe: githubTarget,
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield readAlert(value);
      },
    };
  },
};

function readAlert(alert: JsonObject): ReadResult {
  const rule = firstText(object(alert, 'rule'), 'id', 'name');
  const alertNumber = text(alert, 'number');
  const instance = object(alert, 'most_recent_instance');
  const path = text(instance, 'location', 'path');
  if (rule === '' || alertNumber === '') {
    throw new RecordError('missing_field', { field: rule === '' ? 'rule.id' : 'number' });
  }
  const state = text(alert, 'state').toLowerCase();
  if (state !== '' && state !== 'open') return { skipped: 'resolved', example: clip(`${rule} ${path}`, 200) };
  const word = firstText(object(alert, 'rule'), 'security_severity_level', 'severity');
  const tool = text(alert, 'tool', 'name').toLowerCase();
  return {
    kind: 'code',
    title: firstText(object(alert, 'rule'), 'description', 'name', 'id'),
    severity: severityFromWord(word) ?? 0,
    severityReported: word,
    ruleId: rule,
    scannerId: alertNumber,
    ids: [],
    cwe: cweNumbers(texts(alert, 'rule', 'tags')),
    cvss: [],
    location: {
      path,
      line: count(instance, 'location', 'start_line'),
      endLine: count(instance, 'location', 'end_line'),
      column: count(instance, 'location', 'start_column'),
    },
    description: paragraphs(
      plain(text(instance, 'message', 'text')),
      plain(text(alert, 'rule', 'full_description')),
      prose(text(alert, 'rule', 'help')),
    ),
    fix: '',
    references: links([text(alert, 'html_url'), text(alert, 'rule', 'help_uri')]),
    tags: texts(instance, 'classifications'),
    identity: [tool, rule, normalisePath(path), `github:${alertNumber}`],
  };
}
