import type { FindingKind, Location } from '@/lib/findings/types';

function file({ path, line }: Location): string {
  if (path === undefined) return '';
  return line === undefined ? path : `${path}:${line}`;
}

function dependency({ packageName, packageVersion, purl, path }: Location): string {
  const name = packageName ?? purl ?? '';
  const version = packageVersion === undefined || packageVersion === '' ? '' : `@${packageVersion}`;
  return [`${name}${version}`, path].filter(Boolean).join(' · ');
}

function web({ method, url, host, parameter }: Location): string {
  const where = [method, url ?? host].filter(Boolean).join(' ');
  return parameter === undefined || parameter === '' ? where : `${where} [${parameter}]`;
}

function network({ host, port, protocol }: Location): string {
  if (port === undefined) return host ?? '';
  return `${host ?? ''}:${port}${protocol === undefined || protocol === '' ? '' : `/${protocol}`}`;
}

function configuration(location: Location): string {
  const name = [location.namespace, location.resource].filter(Boolean).join('/');
  return [name, file(location)].filter(Boolean).join(' · ');
}

/** Where a finding is, in one line for lists and mails. Empty where the scanner does not say. */
export function locationLine(kind: FindingKind, location: Location): string {
  const byKind: Record<FindingKind, () => string> = {
    dependency: () => dependency(location),
    licence: () => dependency(location),
    code: () => file(location),
    secret: () => file(location),
    web: () => web(location),
    host: () => network(location),
    configuration: () => configuration(location),
  };
  return byKind[kind]() || file(location) || location.url || network(location) || configuration(location) || '';
}
