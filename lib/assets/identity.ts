import { createHash } from 'node:crypto';
import { type CloudName, cloudName } from '@/lib/assets/cloud-identity';
import type { AssetKind } from '@/lib/assets/kinds';
import { type Address, formatAddress, parseAddress } from '@/lib/core/addresses/address';
import { storable } from '@/lib/core/storable';
import { canonicalHost } from '@/lib/tls/place';

/** A name of an asset. `key` identifies within a product; `name` is what people read. */
export type AssetName = {
  readonly kind: AssetKind;
  readonly key: string;
  readonly name: string;
  /** The name of what it lies in: an endpoint's host, a namespace's cluster. */
  readonly within?: { readonly kind: AssetKind; readonly key: string };
  /** Tag or digest of an image. */
  readonly detail?: string;
};

/** Characters of a key: with its product it must fit into one entry of an index. */
const KEY_MOST = 500;
const NAME_MOST = 200;
const HASH = 24;
/** No source names anything in more. */
const SAID_MOST = 2_000;

/** What is longer stays distinct by its hash. */
function bounded(key: string): string {
  const clean = storable(key, SAID_MOST);
  if (clean.length <= KEY_MOST) return clean;
  const hash = createHash('sha256').update(clean).digest('hex').slice(0, HASH);
  return `${storable(clean, KEY_MOST - HASH - 1)}…${hash}`;
}

function named(kind: AssetKind, key: string, name: string, more: Omit<AssetName, 'kind' | 'key' | 'name'> = {}) {
  return { kind, key: bounded(key), name: storable(name, NAME_MOST), ...more };
}

const HIGHEST = { 4: 32n, 6: 128n } as const;

/** Loopback, unspecified, multicast and broadcast: every machine's, or none's. */
function isNobodys({ family, value }: Address): boolean {
  const top = value >> (HIGHEST[family] - 8n);
  if (family === 4) return top === 127n || top === 0n || top >= 224n;
  return value <= 1n || top === 0xffn;
}

/**
 * A host as its key: a name in lower case and ASCII without the dot at its end, an address in its usual notation (RFC 5952).
 * Null where it can be none, or is every machine's own (localhost).
 */
export function hostKey(said: string): string | null {
  if (said.length > SAID_MOST) return null;
  const address = parseAddress(said.trim().replace(/^\[(.*)\]$/, '$1'));
  if (address) return isNobodys(address) ? null : formatAddress(address);
  const host = canonicalHost(said);
  // "1" or "0x7f.1" are addresses to a socket; nobody who tells of a host means them.
  if (host === null || parseAddress(host) !== null) return null;
  return host === 'localhost' || host.endsWith('.localhost') ? null : host;
}

/** Whether a host's key is an address. */
export function isAddress(key: string): boolean {
  return parseAddress(key) !== null;
}

export function hostAsset(said: string): AssetName | null {
  const key = hostKey(said);
  return key === null ? null : named('host', key, key);
}

const PROTOCOLS = new Set(['tcp', 'udp', 'sctp']);

/** A port of a host: `shop.example:443/tcp`, `[2001:db8::1]:53/udp`. TCP unless another protocol is said. */
export function endpointAsset(host: string, port: number, protocol = 'tcp'): AssetName | null {
  const key = hostKey(host);
  const spoken = protocol.trim().toLowerCase() || 'tcp';
  if (key === null || !Number.isInteger(port) || port < 1 || port > 65_535 || !PROTOCOLS.has(spoken)) return null;
  const place = `${key.includes(':') ? `[${key}]` : key}:${port}/${spoken}`;
  return named('endpoint', place, place, { within: { kind: 'host', key } });
}

const PATH_PART = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const REGISTRY = /^[a-z0-9.-]+(?::\d{1,5})?$/;
const HUB = new Set(['index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);

/**
 * An image by registry and repository, as Docker completes them: `nginx:1.27` is `docker.io/library/nginx`, its tag and
 * digest are `detail`. Null for a bare id or an archive.
 * https://github.com/distribution/reference
 */
export function imageAsset(said: string): AssetName | null {
  const bare = said
    .trim()
    .toLowerCase()
    .replace(/^[a-z-]{1,30}:\/\//, '');
  if (bare.length > SAID_MOST || /^(?:sha256:)?[0-9a-f]{64}$/.test(bare) || /\.(?:tar|tgz|tar\.gz)$/.test(bare))
    return null;
  const [path = '', digest = ''] = bare.split('@', 2);
  const [, repository = path, tag = ''] = /^(.+?):([\w][\w.-]{0,127})$/.exec(path) ?? [];
  const parts = repository.split('/');
  const first = parts[0] ?? '';
  const isRegistry = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost');
  const registry = !isRegistry || HUB.has(first) ? 'docker.io' : first;
  const rest = isRegistry ? parts.slice(1) : parts;
  const names = registry === 'docker.io' && rest.length === 1 ? ['library', ...rest] : rest;
  if (!REGISTRY.test(registry) || names.length === 0 || !names.every((part) => PATH_PART.test(part))) return null;
  const key = [registry, ...names].join('/');
  const detail = [tag, digest].filter((part) => part !== '').join('@');
  return named('image', key, key, { detail: storable(detail, NAME_MOST) });
}

/** Scanners are pointed at files too. */
const FILE =
  /\.(?:c|cc|cpp|cs|go|gradle|h|html|java|js|json|jsx|kt|lock|md|php|py|rb|rs|sh|sql|swift|tf|toml|ts|tsx|txt|xml|ya?ml|zip)$/i;

/** Hosts of repositories whose paths do not tell case apart. */
const CASELESS = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'dev.azure.com', 'codeberg.org']);

/**
 * A repository by its address without scheme, credentials and `.git`: `git@github.com:Shop/API.git` and
 * `https://user:secret@github.com/shop/api/` are `github.com/shop/api`. What is no address is a name of its own.
 */
export function repositoryAsset(said: string): AssetName | null {
  const text = said.trim();
  if (text === '' || text.length > SAID_MOST || /^[./~\\]/.test(text) || /[\p{Cc}\s]/u.test(text)) return null;
  const short = /^(?:[\w.-]+@)?([\w.-]+\.[\w-]+):(?!\d+\/|\/\/)(.+)$/.exec(text);
  const address = URL.parse(short ? `ssh://${short[1]}/${short[2]}` : text);
  if (!address || !/^(?:https?|ssh|git):$/.test(address.protocol) || address.hostname === '') {
    const isOther = text.includes('://') || text.includes('@') || FILE.test(text);
    return isOther ? null : named('repository', text, text);
  }
  const path = address.pathname
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '')
    .replace(/^\/+/, '');
  const host = address.hostname.toLowerCase();
  const port = address.port === '' ? '' : `:${address.port}`;
  const key = `${host}${port}/${CASELESS.has(host) ? path.toLowerCase() : path}`;
  return path === '' ? null : named('repository', key, key);
}

/** A database by engine, host and name; a host that nobody says is left out: `postgresql:///orders`. */
export function databaseAsset(engine: string, host: string, name: string): AssetName | null {
  const bare = name.trim();
  const at = host === '' ? '' : hostKey(host);
  if (bare === '' || bare.length > SAID_MOST || at === null) return null;
  return named('database', `${engine}://${at}/${bare}`, bare);
}

const fromCloud = ({ kind, key, name, image }: CloudName): AssetName | null =>
  image === undefined ? named(kind, key, name) : imageAsset(image);

/** A resource of a cloud by the id that its provider gives it: ARN, Azure resource id, Google's full resource name. */
export function cloudAsset(said: string): AssetName | null {
  if (said.length > SAID_MOST) return null;
  const found = cloudName(said.trim());
  return found === null ? null : fromCloud(found);
}

/** A cluster by the id of its cloud, else by its name as said. */
export function clusterAsset(said: string): AssetName | null {
  const text = said.trim();
  const cloud = cloudAsset(text);
  if (cloud) return cloud.kind === 'cluster' ? cloud : null;
  return text === '' || text.length > NAME_MOST || /[\p{Cc}\s,/]/u.test(text) ? null : named('cluster', text, text);
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A namespace of a cluster; `*` where nobody says of which: within a product that is one place. */
export function namespaceAsset(cluster: string, said: string): AssetName | null {
  const name = said.trim();
  if (!LABEL.test(name)) return null;
  const around = clusterAsset(cluster);
  if (!around) return named('namespace', `*/${name}`, name);
  return named('namespace', `${around.key}/${name}`, name, { within: { kind: 'cluster', key: around.key } });
}
