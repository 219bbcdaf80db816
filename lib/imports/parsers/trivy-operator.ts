import { isArray, isObject, type Json, type JsonObject, moment, objects, text } from '@/lib/core/json';
import { readCheck } from '@/lib/imports/parsers/trivy-operator/check';
import { readControl } from '@/lib/imports/parsers/trivy-operator/compliance';
import { readSecret, readVulnerability } from '@/lib/imports/parsers/trivy-operator/image';
import { type OperatorReport, reportAt } from '@/lib/imports/parsers/trivy-operator/report';
import { type JsonParser, type ReadResult, RecordError, type ReportFacts } from '@/lib/imports/parsers/types';

/** A report alone, `kubectl get -o json`, a bare list, lists by the name of their resource. */
const REPORTS = ['', 'items.*.', '*.', '{}.*.'];
const LISTS = new Map<string, (value: JsonObject, report: OperatorReport) => ReadResult>([
  ['report.vulnerabilities.*', readVulnerability],
  ['report.secrets.*', readSecret],
  ['report.checks.*', readCheck],
  ['status.detailReport.results.*.checks.*', readCheck],
  ['status.summaryReport.controlCheck.*', readControl],
]);

/**
 * Reports of the Trivy operator (seen: 2023 to 2024, 0.17 and 0.18 among them): vulnerabilities, exposed secrets, audits of configuration, roles and
 * infrastructure, compliance. Findings are those that Trivy itself would give; the workload is part of the identity.
 * https://aquasecurity.github.io/trivy-operator/
 */
export const trivyOperatorJson: JsonParser = {
  id: 'trivy-operator',
  label: 'Trivy Operator (JSON)',
  syntax: 'json',
  records: REPORTS.flatMap((report) => [...LISTS.keys()].map((list) => `${report}${list}`)),
  ignored: REPORTS.flatMap((report) => [`${report}metadata.managedFields.*`, `${report}report.components`]),

  recognise: (outline) => (documents(outline).some(isReport) || hasReportKeys(outline) ? 1 : 0),

  open(skeleton) {
    let last: { key: string; report: OperatorReport } | undefined;
    return {
      facts: factsOf(documents(skeleton).filter(isReport)),
      *read({ keys, pattern, value }) {
        const reader = LISTS.get(pattern.slice((REPORTS.find((prefix) => isPrefix(prefix, pattern)) ?? '').length));
        if (!reader || !isObject(value)) throw new RecordError('not_an_object');
        const key = keys.slice(0, -1).join('\n');
        if (last?.key !== key) last = { key, report: reportAt(skeleton, keys) };
        yield reader(value, last.report);
      },
    };
  },
};

function isPrefix(prefix: string, pattern: string): boolean {
  return pattern.startsWith(prefix) && LISTS.has(pattern.slice(prefix.length));
}

function documents(root: Json): JsonObject[] {
  if (isArray(root)) return objects(root);
  if (!isObject(root)) return [];
  if (isReport(root)) return [root];
  return Object.values(root).flatMap((list) => objects(list));
}

function isReport(document: JsonObject): boolean {
  return /^aquasecurity\.github\.io\/v/.test(text(document, 'apiVersion'));
}

/** All lists of a cluster may be empty. */
function hasReportKeys(root: Json): boolean {
  return isObject(root) && Object.keys(root).some((key) => /^[a-z]{1,60}\.aquasecurity\.github\.io$/.test(key));
}

/** Reports of one kind are a source of their own: an audit closes nothing that a scan of images found. */
function factsOf(reports: readonly JsonObject[]): ReportFacts {
  const [first, ...others] = reports;
  const alone = first !== undefined && others.length === 0;
  const kinds = new Set(reports.map((report) => text(report, 'kind')));
  const kind = kinds.size === 1 ? (/^([A-Za-z]{1,60})Report$/.exec([...kinds].join())?.[1] ?? '') : '';
  const times = reports.flatMap((report) => {
    const time = moment(report, 'report', 'updateTimestamp') ?? moment(report, 'status', 'updateTimestamp');
    return time === undefined ? [] : [time.getTime()];
  });
  return {
    scanner: ['trivy-operator', ...(kind === '' ? [] : [kebab(kind)])].join('-'),
    target: alone ? targetOf(first) : '',
    image: (alone && reportAt(first, ['report']).image) || undefined,
    scanAt: times.length > 0 ? new Date(times.reduce((a, b) => Math.max(a, b))) : undefined,
    toolVersion: text(first, 'report', 'scanner', 'version') || undefined,
  };
}

function targetOf(document: JsonObject): string {
  const report = reportAt(document, ['report']);
  return [report.workload || text(document, 'metadata', 'name'), report.container]
    .filter((part) => part !== '')
    .join('/');
}

function kebab(kind: string): string {
  return kind.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
