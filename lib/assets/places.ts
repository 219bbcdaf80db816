import {
  type AssetName,
  cloudAsset,
  clusterAsset,
  databaseAsset,
  endpointAsset,
  hostAsset,
  hostKey,
  imageAsset,
  isAddress,
  namespaceAsset,
  repositoryAsset,
} from '@/lib/assets/identity';
import SCANNERS from '@/lib/assets/scanners.json';

const CLUSTER: ReadonlySet<string> = new Set(SCANNERS.cluster);
const REPOSITORY: ReadonlySet<string> = new Set(SCANNERS.repository);
const OWN: ReadonlySet<string> = new Set(SCANNERS.own);
const EDR: ReadonlySet<string> = new Set(SCANNERS.edr);

/** Scanners that look at ports alone, and lists of machines: a host that they name is not scanned for weaknesses. */
export const SHALLOW_SCANNERS: readonly string[] = [...SCANNERS.ports, ...SCANNERS.lists];

/** Lists of machines with their agents: one on which they see none has none. */
export const AGENT_LISTS: readonly string[] = SCANNERS.lists;

const isSome = <T>(one: T | null): one is T => one !== null;

/** An address and a host name that a source says are one host: keys. */
export type HostLink = { readonly address: string; readonly host: string };

/** What a place is called. `links`: names of one host. */
export type Named = { readonly names: readonly AssetName[]; readonly links: readonly HostLink[] };

function linkOf(said: string | null, alias: string | null): HostLink[] {
  const [one, other] = [said === null ? null : hostKey(said), alias === null ? null : hostKey(alias)];
  if (one === null || other === null || isAddress(one) === isAddress(other)) return [];
  return [isAddress(one) ? { address: one, host: other } : { address: other, host: one }];
}

/** The scanner and what it was pointed at. */
export type SourcePlace = {
  readonly scanner: string;
  readonly target: string;
  readonly branch: string;
  /** With its tag or digest. */
  readonly image: string;
};

/** Whether the findings of a source tell of assets: what our own scans and evaluations find is known from these themselves. */
export function tellsOfAssets({ scanner }: Pick<SourcePlace, 'scanner'>): boolean {
  return !OWN.has(scanner);
}

/** Whether what the source names runs the agent of an EDR. */
export function isEdr({ scanner }: Pick<SourcePlace, 'scanner'>): boolean {
  return EDR.has(scanner);
}

/** `shop/api` of GitHub's own scanners is an address without its host. */
function repositoryOf({ scanner, target }: SourcePlace): AssetName | null {
  const onGitHub = scanner.startsWith('github-') && /^[\w.-]+\/[\w.-]+$/.test(target);
  return repositoryAsset(onGitHub ? `https://github.com/${target}` : target);
}

/** What the source as a whole is about: each complete report of it looked at that, whether or not it found something. */
export function assetsOfSource(source: SourcePlace): readonly AssetName[] {
  const { scanner, target, branch, image } = source;
  if (!tellsOfAssets(source)) return [];
  if (image !== '') return [imageAsset(image)].filter(isSome);
  if (CLUSTER.has(scanner))
    return branch === '' ? [clusterAsset(target)].filter(isSome) : [repositoryOf(source)].filter(isSome);
  const isCode = REPOSITORY.has(scanner) || branch !== '' || /^(?:https?|ssh|git):\/\/.*\.git$/.test(target);
  if (isCode) return [repositoryOf(source)].filter(isSome);
  return [cloudAsset(target)].filter(isSome);
}

/** Where a finding is, as its report says (lib/findings/types.ts, Location). */
export type FindingPlace = {
  readonly host: string | null;
  readonly port: number | null;
  readonly protocol: string | null;
  readonly url: string | null;
  readonly image: string | null;
  readonly resource: string | null;
  readonly cloudId: string | null;
  readonly namespace: string | null;
  /** Another name of the host. */
  readonly alias: string | null;
};

function placeOfUrl(url: string): { host: string; port: number } | null {
  const parsed = URL.parse(url);
  if (!parsed || !/^(?:https?|wss?):$/.test(parsed.protocol)) return null;
  const usual = parsed.protocol === 'https:' || parsed.protocol === 'wss:' ? 443 : 80;
  return { host: parsed.hostname, port: Number(parsed.port || usual) };
}

/** What a finding of a source lies on. */
export function assetsOfFinding(source: SourcePlace, place: FindingPlace): Named {
  const web = place.url === null ? null : placeOfUrl(place.url);
  const host = place.host ?? web?.host ?? null;
  const port = place.port ?? (place.host === null ? (web?.port ?? null) : null);
  const cluster = CLUSTER.has(source.scanner) ? source.target : '';
  const inCluster = CLUSTER.has(source.scanner) && place.namespace !== null;
  const names = [
    host === null ? null : hostAsset(host),
    host === null || port === null ? null : endpointAsset(host, port, place.protocol ?? 'tcp'),
    place.image === null ? null : imageAsset(place.image),
    cloudAsset(place.cloudId ?? place.resource ?? ''),
    inCluster ? namespaceAsset(cluster, place.namespace ?? '') : null,
    inCluster && clusterAsset(cluster) ? clusterAsset(cluster) : null,
  ];
  return { names: names.filter(isSome), links: linkOf(place.host, place.alias) };
}

/** The host of a place that answered: `shop.example` or `shop.example:443` (lib/imports/parsers/types.ts, Reach). */
export function hostOfPlace(place: string): AssetName | null {
  const parts = place.split(':');
  // Of an IPv6 address with a port nobody could tell where the port begins.
  if (parts.length > 2) return null;
  return hostAsset(parts[0] ?? '');
}

/** Where an event happened, as its sender says; empty where it does not. */
export type EventPlaces = {
  readonly host: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly image: string;
};

/** What an event happened on. */
export function assetsOfEvent({ host, cluster, namespace, image }: EventPlaces): readonly AssetName[] {
  return [
    host === '' ? null : hostAsset(host),
    cluster === '' ? null : clusterAsset(cluster),
    namespace === '' ? null : namespaceAsset(cluster, namespace),
    image === '' ? null : imageAsset(image),
  ].filter(isSome);
}

/** A TLS service that is watched. */
export function assetsOfEndpoint({ host, port, address }: { host: string; port: number; address: string }): Named {
  const names = [hostAsset(host), endpointAsset(host, port), address === '' ? null : hostAsset(address)];
  return { names: names.filter(isSome), links: linkOf(host, address || null) };
}

/** The engine whose databases a backup tool copies, by the tool's shape (lib/backups/shapes). */
const ENGINES = new Map([
  ['pgbackrest', 'postgresql'],
  ['barman', 'postgresql'],
  ['azure-sql', 'mssql'],
]);
/** `db01:/srv/data`: a host and a path on it; a lone letter is a drive. */
const HOST_PATH = /^([\w.-]{2,253}):\//;
const DATABASE =
  /^(postgresql|mysql|mariadb|mssql|mongodb|oracle):\/\/(?:[^@/]{0,500}@)?([^/:]{0,253})(?::\d{1,5})?\/(.+)$/;

/** What a backup tool copies, by the name that it gives it. Empty where the name says no more than a name. */
export function assetsOfBackup(shape: string, asset: string): readonly AssetName[] {
  const cloud = cloudAsset(asset);
  if (cloud) return [cloud];
  const engine = ENGINES.get(shape);
  if (engine) return [databaseAsset(engine, '', asset)].filter(isSome);
  const [, spoken = '', at = '', name = ''] = DATABASE.exec(asset.slice(0, 2_000)) ?? [];
  if (spoken !== '') return [databaseAsset(spoken, at, name)].filter(isSome);
  const [, host = ''] = HOST_PATH.exec(asset) ?? [];
  return host === '' ? [] : [hostAsset(host)].filter(isSome);
}
