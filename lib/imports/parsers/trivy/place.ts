import { at, type Json, type JsonObject, object, text } from '@/lib/core/json';
import type { JsonRecord } from '@/lib/imports/parsers/types';

/** Where in the report a record lies: the result it belongs to, and in a cluster the workload. */
export type TrivyPlace = {
  /** `Target`: an image with its system, a lock file, a manifest. */
  readonly target: string;
  /** `os-pkgs`, `lang-pkgs`, `config`, `secret`, `license` … */
  readonly group: string;
  /** `debian`, `npm`, `terraform` … */
  readonly type: string;
  /** The image that was scanned; empty for files, repositories and material lists. */
  readonly image: string;
  /** `namespace/Kind/name` of a workload; empty outside of clusters. */
  readonly workload: string;
  readonly namespace: string;
  /** The target as a file path; empty where it names an image or a list of packages. */
  readonly path: string;
};

const FILE_GROUPS = new Set(['lang-pkgs', 'config', 'secret', 'license-file']);

/** The place of a record by its keys: `Results.3.Vulnerabilities.17`, `Resources.0.Results.1.Secrets.0`, `2.Vulnerabilities.0`. */
export function placeOf(skeleton: Json, keys: JsonRecord['keys']): TrivyPlace {
  const result = object(skeleton, ...keys.slice(0, -2));
  const outer = keys.length > 4 ? object(skeleton, ...keys.slice(0, 2)) : undefined;
  const target = text(result, 'Target');
  const artifact = text(skeleton, 'ArtifactName');
  const image = imageOf(skeleton, outer, target, artifact);
  const group = text(result, 'Class');
  const type = text(result, 'Type');
  const isFile =
    (FILE_GROUPS.has(group) || group === '') && !namesNoFile(target, artifact) && !image.startsWith(target);
  return {
    target,
    group,
    type,
    image,
    workload: outer ? workloadOf(outer) : '',
    namespace: text(outer, 'Namespace'),
    path: isFile && outer === undefined ? target : '',
  };
}

function workloadOf(resource: JsonObject): string {
  return [text(resource, 'Namespace'), text(resource, 'Kind'), text(resource, 'Name')].filter(Boolean).join('/');
}

/** In a cluster the image is named by its result alone: "redis:6 (debian 10.4)". */
function imageOf(skeleton: Json, outer: JsonObject | undefined, target: string, artifact: string): string {
  if (outer) return / \(.+\)$/.test(target) ? target.replace(/ \([^()]*\)$/, '') : '';
  return isImage(skeleton) ? artifact : '';
}

/** Whether one image was scanned, and nothing else. */
export function isImage(skeleton: Json): boolean {
  return text(skeleton, 'ArtifactType') === 'container_image' || at(skeleton, 'Metadata', 'ImageID') !== undefined;
}

/** Trivy sums packages up under names of their kind: "Java", "Python", "Node.js", "OS Packages". */
function namesNoFile(target: string, artifact: string): boolean {
  return (
    target === '' || / \([^()]+\)$/.test(target) || (target === artifact && !/[./]/.test(target)) || KINDS.has(target)
  );
}

const KINDS = new Set([
  'Java',
  'Python',
  'Node.js',
  'Ruby',
  'Conda',
  'Rust',
  'PHP',
  'OS Packages',
  'Loose File License(s)',
]);
