import { at, isArray, isObject, type JsonObject, moment, object, text } from '@/lib/core/json';
import { failedCheck, quotedNames } from '@/lib/imports/parsers/check';
import { plain } from '@/lib/imports/parsers/markdown';
import { normalisePath } from '@/lib/imports/parsers/normalise';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/**
 * KubeLinter, `kube-linter lint --format json` (seen: 0.8.3). It rates nothing: medium.
 * https://docs.kubelinter.io/
 */
export const kubeLinterJson: JsonParser = {
  id: 'kube-linter',
  label: 'KubeLinter (JSON)',
  syntax: 'json',
  records: ['Reports.*'],

  recognise: (outline) =>
    isArray(at(outline, 'Checks')) && at(outline, 'Summary', 'KubeLinterVersion') !== undefined ? 1 : 0,

  open: (skeleton) => ({
    facts: {
      scanner: 'kube-linter',
      target: '',
      scanAt: moment(skeleton, 'Summary', 'CheckEndTime'),
      toolVersion: text(skeleton, 'Summary', 'KubeLinterVersion') || undefined,
    },
    *read({ value }) {
      if (!isObject(value)) throw new RecordError('not_an_object');
      yield findingOf(value);
    },
  }),
};

function findingOf(value: JsonObject): ParsedFinding {
  const path = text(value, 'Object', 'Metadata', 'FilePath');
  const manifest = object(value, 'Object', 'K8sObject');
  const parts = [text(manifest, 'Namespace'), text(manifest, 'GroupVersionKind', 'Kind'), text(manifest, 'Name')];
  const resource = parts.filter((part) => part !== '').join('/');
  const message = text(value, 'Diagnostic', 'Message');
  const check = text(value, 'Check');
  return failedCheck({
    tool: 'kube-linter',
    rule: check,
    place: [normalisePath(path), resource, quotedNames(message).join('\n')],
    title: `${check} in ${parts.slice(1).join(' ').trim()}`,
    severity: 2,
    severityReported: '',
    location: { path: path || undefined, resource: resource || undefined, namespace: parts[0] || undefined },
    description: plain(message),
    fix: plain(text(value, 'Remediation')),
  });
}
