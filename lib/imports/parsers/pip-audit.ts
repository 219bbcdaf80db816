import { at, isArray, isObject, type Json, type JsonObject, object, objects, text, texts } from '@/lib/core/json';
import { dependencyFinding } from '@/lib/imports/parsers/dependency';
import { clip, prose } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/**
 * `pip-audit --format json` (seen: 2.x, where the list stands under `dependencies`; before that it was the document).
 * pip-audit rates nothing: what is known to be vulnerable is medium. https://github.com/pypa/pip-audit
 */
export const pipAuditJson: JsonParser = {
  id: 'pip-audit',
  label: 'pip-audit (JSON)',
  syntax: 'json',
  records: ['dependencies.*', '*'],

  recognise(outline) {
    const dependencies = isArray(outline) ? outline : at(outline, 'dependencies');
    if (!isArray(dependencies)) return 0;
    // Nothing installed: that may be any tool's silence.
    if (dependencies.length === 0) return at(outline, 'fixes') === undefined ? 0.3 : 0.9;
    return dependencies.every(isDependency) ? 1 : 0;
  },

  open() {
    return {
      facts: { scanner: 'pip-audit', target: '' },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield* readDependency(value);
      },
    };
  },
};

function isDependency(entry: Json): boolean {
  if (text(entry, 'name') === '') return false;
  return text(entry, 'skip_reason') !== '' || (isArray(at(entry, 'vulns')) && at(entry, 'version') !== undefined);
}

function* readDependency(entry: JsonObject): Generator<ReadResult> {
  const name = text(entry, 'name');
  const reason = text(entry, 'skip_reason');
  if (reason !== '') yield { skipped: 'scanner_error', example: clip(reason, 200) };
  for (const vulnerability of objects(entry, 'vulns')) {
    yield dependencyFinding({
      id: text(vulnerability, 'id'),
      aliases: texts(vulnerability, 'aliases'),
      name,
      version: text(entry, 'version'),
      ecosystem: 'pypi',
      severity: 2,
      severityReported: '',
      fixVersions: texts(vulnerability, 'fix_versions'),
      description: prose(text(vulnerability, 'description')),
      raw: JSON.stringify({ name, version: text(entry, 'version'), ...object(vulnerability) }, null, 1),
    });
  }
}
