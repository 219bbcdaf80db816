import { count, isObject, type Json, text } from '@/lib/core/json';
import type { FindingKind, Location } from '@/lib/findings/types';
import { FINDING_KINDS } from '@/lib/findings/types';
import type { GenericRecord } from '@/lib/imports/parsers/generic-fields';
import {
  normalisePath,
  normaliseUrl,
  packageIdentity,
  purlWithoutVersion,
  snippetHash,
} from '@/lib/imports/parsers/normalise';
import type { Ordinals } from '@/lib/imports/parsers/ordinals';

/** A web address, or only a host and port. */
export type Endpoint = { readonly url?: string; readonly host?: string; readonly port?: number };

/** Endpoints as texts ("https://…", "host:port", "host/path") or as DefectDojo's objects. */
export function endpointsOf(record: GenericRecord): Endpoint[] {
  return record.values('url').flatMap((value) => {
    const address = isObject(value) ? addressOf(value) : typeof value === 'string' ? value.trim() : '';
    return address === '' ? [] : [endpointOf(address)];
  });
}

function endpointOf(address: string): Endpoint {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) {
    return { url: address, host: URL.canParse(address) ? new URL(address).hostname || undefined : undefined };
  }
  const match = /^([^\s/:?#]+)(?::(\d{1,5}))?$/.exec(address);
  if (!match) return { url: address };
  const port = Number(match[2]);
  return { host: match[1]?.toLowerCase(), port: port > 0 && port <= 65_535 ? port : undefined };
}

function addressOf(value: Json): string {
  const host = text(value, 'host');
  if (host === '') return text(value, 'url');
  const port = count(value, 'port');
  const authority = port === undefined ? host : `${host}:${port}`;
  const path = text(value, 'path').replace(/^\//, '');
  const query = text(value, 'query');
  if (text(value, 'protocol') === '' && path === '') return authority;
  return `${text(value, 'protocol') || 'http'}://${authority}/${path}${query === '' ? '' : `?${query}`}`;
}

/** Said, or told by the most telling place that the record names. */
export function kindOf(record: GenericRecord, endpoint: Endpoint | undefined): FindingKind {
  const said = record.text('kind').toLowerCase();
  const known = FINDING_KINDS.find((kind) => kind === said);
  if (known) return known;
  if (record.text('licence') !== '') return 'licence';
  if (record.text('purl') !== '' || record.text('package') !== '') return 'dependency';
  if (record.text('path') !== '') return 'code';
  if (endpoint?.url !== undefined) return 'web';
  return endpoint?.host !== undefined || record.text('host') !== '' ? 'host' : 'configuration';
}

export function locationOf(record: GenericRecord, endpoint: Endpoint | undefined): Location {
  const said = (field: Parameters<GenericRecord['text']>[0]) => record.text(field) || undefined;
  return {
    path: said('path'),
    line: record.count('line'),
    endLine: record.count('end_line'),
    column: record.count('column'),
    symbol: said('symbol'),
    url: endpoint?.url,
    method: said('method'),
    parameter: said('parameter'),
    host: said('host') ?? endpoint?.host,
    port: record.count('port') ?? endpoint?.port,
    protocol: said('protocol'),
    service: said('service'),
    purl: said('purl'),
    packageName: said('package'),
    packageVersion: said('package_version'),
    packageType: said('package_type'),
    image: said('image'),
    resource: said('resource'),
    namespace: said('namespace'),
  };
}

/** What identifies a generic finding; `rule` is the given rule, else the title. A given id is always part of it. */
export function identityOf(
  record: GenericRecord,
  kind: FindingKind,
  { scanner, rule, vulnerability }: { scanner: string; rule: string; vulnerability: string },
  location: Location,
  ordinals: Ordinals,
): string[] {
  const own = record.text('id') === '' ? [] : [record.text('id')];
  const path = normalisePath(location.path ?? '');
  const packaged = location.purl
    ? purlWithoutVersion(location.purl)
    : packageIdentity(location.packageType ?? '', location.packageName ?? '');
  switch (kind) {
    case 'dependency':
      return [packaged, vulnerability];
    case 'licence':
      return [packaged, record.text('licence') || rule];
    case 'code':
      return codeIdentity([scanner, rule, path, ...contextOf(record)], own, location, ordinals);
    case 'secret':
      return [rule, path, ...contextOf(record), ...own];
    case 'web':
      return [
        scanner,
        rule,
        (location.method ?? '').toUpperCase(),
        normaliseUrl(location.url ?? ''),
        location.parameter ?? '',
        ...own,
      ];
    case 'host':
      return [scanner, rule, location.host ?? '', String(location.port ?? ''), location.protocol ?? '', ...own];
    case 'configuration':
      return [scanner, rule, location.resource ?? path, ...own];
  }
}

/** Without an id of its own, equal faults in one file are told apart by their order. */
function codeIdentity(stable: string[], own: string[], location: Location, ordinals: Ordinals): string[] {
  return [...stable, ...(own.length > 0 ? own : [ordinals.of(stable, location.line)])];
}

function contextOf(record: GenericRecord): string[] {
  const snippet = record.text('snippet');
  return [snippet === '' ? '' : snippetHash(snippet), record.text('symbol')];
}
