import { at, isArray, isObject, type Json, links, object, text, texts } from '@/lib/core/json';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { clip, code, paragraphs } from '@/lib/imports/parsers/markdown';
import { advisoryFinding, npmId, waysIn } from '@/lib/imports/parsers/npm/advisory';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** What yarn 1 says besides: progress, hints, and errors after which the audit is not whole. */
const TALK = new Set(['info', 'warning', 'error', 'verbose', 'activityStart', 'activityEnd', 'progressStart']);

/**
 * `yarn audit --json` of yarn 1 (a line for each way to a package, the same advisory again) and `yarn npm audit --json`
 * of yarn 4 (a line for each advisory). Deprecated packages are counted, they are no vulnerabilities.
 * https://classic.yarnpkg.com/lang/en/docs/cli/audit/, https://yarnpkg.com/cli/npm/audit
 */
export const yarnAuditJson: JsonParser = {
  id: 'yarn-audit',
  label: 'yarn audit (JSON lines)',
  syntax: 'json',
  records: ['*'],
  lines: true,

  recognise(outline) {
    if (!isArray(outline)) return 0;
    if (outline.some(isAudit)) return 1;
    return outline.length > 0 && outline.every((line) => TALK.has(text(line, 'type')) && at(line, 'data') !== undefined)
      ? 0.6
      : 0;
  },

  open() {
    return {
      facts: { scanner: 'yarn-audit', target: '' },
      *read({ value }) {
        const advisory = object(value, 'data', 'advisory');
        if (advisory) yield advisoryFinding(advisory);
        else if (object(value, 'children')) yield readEntry(value);
        else if (text(value, 'type') === 'error') {
          throw new RecordError('scanner_failed', { message: clip(text(value, 'data'), 200) });
        } else if (!isObject(value)) throw new RecordError('not_an_object');
      },
    };
  },
};

function isAudit(line: Json): boolean {
  const type = text(line, 'type');
  if (type === 'auditAdvisory' || type === 'auditSummary') return true;
  return (
    text(line, 'value') !== '' && at(line, 'children', 'ID') !== undefined && text(line, 'children', 'Issue') !== ''
  );
}

function readEntry(line: Json): ReadResult {
  const name = text(line, 'value');
  const entry = object(line, 'children');
  const id = text(entry, 'ID');
  const issue = text(entry, 'Issue');
  if (id.endsWith(' (deprecation)')) return { skipped: 'not_security', example: clip(id, 200) };
  const range = text(entry, 'Vulnerable Versions');
  return dependencyFinding({
    id: npmId(text(entry, 'URL'), id),
    name,
    version: texts(entry, 'Tree Versions').join(', '),
    ecosystem: 'npm',
    severity: ratedSeverity(text(entry, 'Severity'), []),
    severityReported: text(entry, 'Severity'),
    title: issue === '' ? '' : `${issue} in ${name}`,
    description: paragraphs(
      range === '' ? '' : `Vulnerable versions: ${code(range)}`,
      waysIn(texts(entry, 'Dependents').map((dependent) => `${dependent}>${name}`)),
    ),
    references: links([text(entry, 'URL')]),
  });
}
