import { isObject, type Json, type JsonObject, list } from '@/lib/core/json';

/**
 * A resource as part of an identity: an image of a registry without its digest, a function without its version. The next
 * push and the next release are the same thing to mend.
 */
export function stableResource(id: string): string {
  return id
    .trim()
    .replace(/^(arn:[\w-]{1,20}:ecr:.{1,500})\/sha256:[0-9a-f]{64}$/i, '$1')
    .replace(/^(arn:[\w-]{1,20}:lambda:[\w-]{0,40}:\d{0,20}:function:[\w-]{1,200}):(?:\d{1,10}|\$LATEST)$/, '$1');
}

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/^AMAZON_LINUX/, 'amazon'],
  [/^(?:ALMALINUX|ALMA_LINUX)/, 'almalinux'],
  [/^(?:ALPINE|DEBIAN|UBUNTU|CENTOS|FEDORA|ROCKY|ORACLE|SUSE|OPENSUSE|PHOTON|WOLFI|CHAINGUARD)/, ''],
  [/^(?:RHEL|RED_?HAT)/, 'redhat'],
];

const MANAGERS = new Map([
  ['nodepkg', 'npm'],
  ['pythonpkg', 'pypi'],
  ['dotnet_core', 'nuget'],
  ['gobinary', 'golang'],
  ['bundler', 'gem'],
  ['os', 'generic'],
]);

/** Inspector's package manager, and for those of the operating system its platform (`DEBIAN_10`), as an ecosystem. */
export function awsEcosystem(manager: string, platform: string): string {
  if (manager.toUpperCase() === 'OS') {
    const system = SYSTEMS.find(([pattern]) => pattern.test(platform));
    if (system) return system[1] || platform.toLowerCase().replace(/[_\d].*$/, '');
  }
  const known = manager.toLowerCase();
  return MANAGERS.get(known) ?? known;
}

/** The record without what its resources look like inside: environments of functions and containers may hold secrets. */
export function withoutDetails(record: JsonObject, resources: string, details: string): string {
  const kept: Json[] = list(record, resources).map((resource) =>
    isObject(resource) ? Object.fromEntries(Object.entries(resource).filter(([key]) => key !== details)) : resource,
  );
  return JSON.stringify({ ...record, [resources]: kept });
}
