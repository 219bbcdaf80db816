import { at, isObject, type JsonObject, moment, text } from '@/lib/core/json';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { stableWorkload } from '@/lib/imports/parsers/kubernetes';
import { plain } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** What tells two results of one rule in one workload apart; `Metadata` is the capability that was added. */
const SUBJECTS = ['Container', 'Metadata', 'MissingAnnotation'];

/**
 * kubeaudit, `kubeaudit all -p json`, one result a line (seen: one of 2023). Its levels are error (high), warning (medium) and
 * info, which wants nothing done. https://github.com/Shopify/kubeaudit
 */
export const kubeauditJson: JsonParser = {
  id: 'kubeaudit',
  label: 'kubeaudit (JSON)',
  syntax: 'json',
  records: ['*'],
  lines: true,

  recognise: (outline) =>
    text(outline, 0, 'AuditResultName') !== '' && at(outline, 0, 'ResourceKind') !== undefined ? 1 : 0,

  open: () => ({
    facts: { scanner: 'kubeaudit', target: '' },
    describe: ({ value }) => ({ scanAt: moment(value, 'time') }),
    *read({ value }) {
      if (!isObject(value)) throw new RecordError('not_an_object');
      yield readResult(value);
    },
  }),
};

function readResult(value: JsonObject): ReadResult {
  const rule = text(value, 'AuditResultName');
  const level = text(value, 'level');
  const workload = stableWorkload(text(value, 'ResourceKind'), text(value, 'ResourceName'));
  const namespace = text(value, 'ResourceNamespace');
  const resource = [namespace, workload.kind, workload.name].filter((part) => part !== '').join('/');
  if (level === 'info') return { skipped: 'passed', example: `${rule} ${resource}` };
  return failedCheck({
    tool: 'kubeaudit',
    rule,
    place: [resource, ...SUBJECTS.map((key) => text(value, key))],
    title: `${rule} in ${workload.kind} ${workload.name}`,
    severity: severityOr(level, 2),
    severityReported: level,
    location: { resource: resource || undefined, namespace: namespace || undefined },
    description: plain(text(value, 'msg')),
  });
}
