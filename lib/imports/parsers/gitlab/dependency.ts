import { type Json, object, text } from '@/lib/core/json';
import { identifyingId } from '@/lib/imports/parsers/advisory-ids';
import type { GitlabCommon } from '@/lib/imports/parsers/gitlab/common';
import type { GitlabIdentifiers } from '@/lib/imports/parsers/gitlab/identifiers';
import { packageIdentity } from '@/lib/imports/parsers/normalise';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** Package managers as `dependency_files` names them, where packageIdentity does not know them by that name. */
const MANAGERS = new Map<string, string>([
  ['go', 'golang'],
  ['sbt', 'maven'],
  ['setuptools', 'pypi'],
  ['pip-tools', 'pypi'],
  ['uv', 'pypi'],
  ['pdm', 'pypi'],
]);

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/^(debian|ubuntu)\b/i, 'deb'],
  [/^(alpine|wolfi|chainguard)\b/i, 'apk'],
  [/^(redhat|centos|rocky|alma|amazon|oracle|fedora|photon|suse|opensuse)/i, 'rpm'],
];

/** A vulnerable package of a lock file or an image: dependency, container and cluster image scanning. */
export function dependencyFinding(
  vulnerability: Json,
  identifiers: GitlabIdentifiers,
  common: GitlabCommon,
  managers: ReadonlyMap<string, string>,
): ParsedFinding {
  const location = object(vulnerability, 'location');
  const name = text(location, 'dependency', 'package', 'name');
  const path = text(location, 'file');
  const manager = managers.get(path) ?? '';
  const fixVersion = fixOf(text(vulnerability, 'solution'));
  const workload = workloadOf(vulnerability);
  const [id] = identifiers.ids;
  return {
    ...common,
    kind: 'dependency',
    ruleId: id ?? identifiers.rule,
    ids: identifiers.ids.length > 0 ? identifiers.ids : [identifiers.rule],
    fixVersion,
    fixAvailable: fixVersion !== undefined || (/\bno solution\b/i.test(common.fix) ? false : undefined),
    location: {
      path: path || undefined,
      packageName: name || undefined,
      packageVersion: text(location, 'dependency', 'version') || undefined,
      packageType: manager || undefined,
      image: text(location, 'image') || undefined,
      resource: workload || undefined,
      namespace: text(location, 'kubernetes_resource', 'namespace') || undefined,
    },
    identity: [
      name === '' ? path : packageOf(name, manager, text(location, 'operating_system')),
      identifyingId(id ?? identifiers.rule, identifiers.ids),
      ...(workload === '' ? [] : [workload]),
    ],
  };
}

function packageOf(name: string, manager: string, system: string): string {
  for (const [pattern, type] of SYSTEMS) {
    const distribution = pattern.exec(system)?.[1];
    if (distribution) return packageIdentity(type, `${distribution.toLowerCase()}/${name}`);
  }
  return packageIdentity(MANAGERS.get(manager) ?? manager, name);
}

/** "Upgrade apt from 1.4.8 to 1.4.9", "Upgrade to version 2.2.3 or above." */
function fixOf(solution: string): string | undefined {
  return /^Upgrade\b.{0,300}?\bto (?:versions? )?(v?\d[\w.+~:-]{0,100})/i.exec(solution)?.[1]?.replace(/\.$/, '');
}

function workloadOf(vulnerability: Json): string {
  const resource = object(vulnerability, 'location', 'kubernetes_resource');
  return ['namespace', 'kind', 'name', 'container_name']
    .map((key) => text(resource, key))
    .filter(Boolean)
    .join('/');
}
