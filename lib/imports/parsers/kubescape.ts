import {
  at,
  firstText,
  isObject,
  type Json,
  type JsonObject,
  links,
  moment,
  number,
  object,
  objects,
  text,
} from '@/lib/core/json';
import { type Severity, severityFromScore, severityFromWord } from '@/lib/findings/severity';
import { failedCheck } from '@/lib/imports/parsers/check';
import { bullets, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath } from '@/lib/imports/parsers/normalise';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/**
 * Kubescape, `kubescape scan --format json`, format v2 (seen: 3.0.3). Each control that a resource fails is a finding.
 * Kubescape rates a control by its score factor, on the scale of CVSS: from 9 critical, from 7 high, from 4 medium.
 * https://github.com/kubescape/kubescape
 */
export const kubescapeJson: JsonParser = {
  id: 'kubescape',
  label: 'Kubescape (JSON)',
  syntax: 'json',
  records: ['results.*.controls.*'],
  // The resources themselves: bulk, and the environment of containers may hold secrets.
  ignored: ['resources.*.object', 'results.*.rawResource', 'results.*.prioritizedResource'],

  recognise: (outline) =>
    isObject(at(outline, 'summaryDetails')) &&
    at(outline, 'results') !== undefined &&
    at(outline, 'resources') !== undefined
      ? 1
      : 0,

  open(skeleton) {
    const files = filesOf(skeleton);
    const version = text(skeleton, 'metadata', 'scanMetadata', 'kubescapeVersion').replace(/^v/, '');
    return {
      facts: {
        scanner: 'kubescape',
        target: targetOf(skeleton),
        branch: branchOf(skeleton),
        scanAt: moment(skeleton, 'generationTime'),
        toolVersion: version || undefined,
      },
      *read({ keys, value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        const resource = text(skeleton, 'results', keys[1] ?? 0, 'resourceID');
        yield readControl(value, resource, files.get(resource) ?? '', skeleton);
      },
    };
  },
};

function targetOf(skeleton: Json): string {
  const metadata = at(skeleton, 'metadata', 'targetMetadata');
  return (
    text(skeleton, 'clusterName') ||
    text(metadata, 'clusterContextMetadata', 'contextName') ||
    text(metadata, 'gitRepoContextMetadata', 'repo').replace(/^(?:none|file)@/, '') ||
    text(metadata, 'directoryContextMetadata', 'basePath') ||
    text(metadata, 'fileContextMetadata', 'filePath')
  );
}

/** "none" stands for files outside of a repository. */
function branchOf(skeleton: Json): string | undefined {
  const branch = text(skeleton, 'metadata', 'targetMetadata', 'gitRepoContextMetadata', 'branch');
  return branch === '' || branch === 'none' ? undefined : branch;
}

/** The file of each resource, where files were scanned. */
function filesOf(skeleton: Json): Map<string, string> {
  return new Map(
    objects(skeleton, 'resources').map((resource) => [
      text(resource, 'resourceID'),
      text(resource, 'source', 'relativePath'),
    ]),
  );
}

function readControl(control: JsonObject, resourceId: string, path: string, skeleton: Json): ReadResult {
  const rule = text(control, 'controlID');
  const resource = resourceName(resourceId);
  const example = `${rule} ${resource}`;
  const status = text(control, 'status', 'status') || text(control, 'status');
  const detail = text(control, 'status', 'subStatus');
  if (status === 'passed') return { skipped: /exception/.test(detail) ? 'suppressed' : 'passed', example };
  // Skipped: wants a configuration or a person.
  if (status !== 'failed') return { skipped: 'scanner_error', example };
  const summary = object(skeleton, 'summaryDetails', 'controls', rule);
  const { severity, severityReported } = rated(control, summary);
  const category = text(summary, 'category', 'name');
  return failedCheck({
    tool: 'kubescape',
    rule,
    place: [resource, normalisePath(path)],
    title: `${firstText(control, 'name', 'controlID')} in ${resource.split('/').slice(-2).join(' ')}`,
    severity,
    severityReported,
    location: { path: path || undefined, resource: resource || undefined },
    description: paragraphs(plain(text(summary, 'description')), placesOf(control)),
    fix: plain(text(summary, 'remediation')),
    references: links([controlPage(rule)]),
    tags: category === '' ? [] : [category],
  });
}

function rated(control: Json, summary: Json | undefined): { severity: Severity; severityReported: string } {
  const word = text(control, 'severity') || text(summary, 'severity');
  const factor = number(summary, 'scoreFactor');
  const known = /^unknown$/i.test(word) ? null : severityFromWord(word);
  return {
    severity: known ?? (factor === undefined ? 2 : severityFromScore(factor)),
    severityReported: word || (factor === undefined ? '' : String(factor)),
  };
}

/**
 * `path=966824446/api=apps/v1//Deployment/nginx` of a file, `apps/v1/default/Deployment/nginx` of a cluster, without the
 * hash of the path and the version of the interface: what changes while the resource stays the same.
 */
function resourceName(id: string): string {
  const parts = id.replace(/^path=\d+\/api=/, '').split('/');
  return parts
    .filter((part, index) => part !== '' && !(index < 2 && /^v\d{1,3}(?:(?:alpha|beta)\d{1,3})?$/.test(part)))
    .join('/');
}

/** The fields that are wrong, and what they should be. */
function placesOf(control: JsonObject): string {
  const paths = objects(control, 'rules').flatMap((rule) => objects(rule, 'paths'));
  const lines = paths.flatMap((path) => {
    const fix = text(path, 'fixPath', 'path');
    if (fix !== '') return [`Set ${code(fix)} to ${code(text(path, 'fixPath', 'value'))}`];
    const failed = firstText(path, 'failedPath', 'reviewPath', 'deletePath');
    return failed === '' ? [] : [code(failed)];
  });
  return bullets([...new Set(lines)]);
}

function controlPage(rule: string): string {
  return /^C-\d{4}$/.test(rule) ? `https://kubescape.io/docs/controls/${rule.toLowerCase()}/` : '';
}
