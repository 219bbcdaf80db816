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

const BY_KIND: Readonly<Record<FindingKind, (location: Location) => string>> = {
  dependency,
  licence: dependency,
  code: file,
  secret: file,
  web,
  host: network,
  configuration,
};

/** Where a finding is, in one line for lists and mails. Empty where the scanner does not say. */
export function locationLine(kind: FindingKind, location: Location): string {
  return (
    BY_KIND[kind](location) || file(location) || location.url || network(location) || configuration(location) || ''
  );
}
