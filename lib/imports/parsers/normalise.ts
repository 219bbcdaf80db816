import { createHash } from 'node:crypto';

/** Hex SHA-256 of a text, for identity parts that must not be kept or are too long to keep. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * A path as part of an identity: forward slashes, no scheme, no leading slash or drive, `.` and `..` resolved, so that
 * `./src/a.ts`, `/src/a.ts`, `src\a.ts` and `file:///src/a.ts` are the same place.
 */
export function normalisePath(path: string): string {
  const parts: string[] = [];
  const plain = path
    .trim()
    .replace(/^file:\/\//i, '')
    .replaceAll('\\', '/')
    .replace(/^\/?[a-z]:\//i, '');
  for (const part of plain.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/**
 * A URL as part of an identity: scheme and host in lower case, default port, user, fragment and the values of the query
 * left out, names of the query sorted. What is no absolute URL is only trimmed and cut at `?` and `#`.
 */
export function normaliseUrl(url: string): string {
  const parsed = URL.parse(url.trim());
  if (!parsed?.host) return url.trim().split(/[?#]/, 1)[0] ?? '';
  const names = [...new Set(parsed.searchParams.keys())].sort();
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${names.length > 0 ? `?${names.join('&')}` : ''}`;
}

/** Source code without regard to indentation and line breaks, hashed: what identifies a place when lines move. */
export function snippetHash(snippet: string): string {
  return sha256(snippet.trim().replace(/\s+/g, ' '));
}

/** Package types that tools call otherwise than the package URL specification. */
const PURL_TYPES: Readonly<Record<string, string>> = {
  python: 'pypi',
  pip: 'pypi',
  poetry: 'pypi',
  pipenv: 'pypi',
  'java-archive': 'maven',
  jar: 'maven',
  java: 'maven',
  pom: 'maven',
  gradle: 'maven',
  go: 'golang',
  gomod: 'golang',
  'go-module': 'golang',
  gobinary: 'golang',
  node: 'npm',
  yarn: 'npm',
  pnpm: 'npm',
  javascript: 'npm',
  'node-pkg': 'npm',
  dotnet: 'nuget',
  'php-composer': 'composer',
  'rust-crate': 'cargo',
  rust: 'cargo',
  rubygem: 'gem',
  bundler: 'gem',
  gemspec: 'gem',
  dpkg: 'deb',
  binary: 'generic',
};

/** Package types whose names do not tell upper from lower case. */
const CASELESS = new Set(['pypi', 'npm', 'github', 'bitbucket', 'composer', 'nuget', 'deb', 'apk', 'golang', 'hex']);

/**
 * A package URL without version, qualifiers and subpath, decoded and in its type's case: the package as part of an
 * identity (https://github.com/package-url/purl-spec). What is no package URL comes back trimmed.
 */
export function purlWithoutVersion(purl: string): string {
  const bare = purl.trim().split(/[?#]/, 1)[0] ?? '';
  const version = bare.indexOf('@', bare.lastIndexOf('/') + 2);
  const name = decode(version > 0 ? bare.slice(0, version) : bare);
  const match = /^pkg:\/{0,2}([a-z0-9.+-]+)\/(.+)$/i.exec(name);
  if (!match?.[1] || !match[2]) return name;
  return packageIdentity(match[1], match[2]);
}

/**
 * Name and version of a package URL, decoded, the name as its package manager writes it: `@scope/name`, `group:name`.
 * `undefined` for what is no package URL.
 */
export function packageOfPurl(purl: string): { name: string; version: string } | undefined {
  const bare = purl.trim().split(/[?#]/, 1)[0] ?? '';
  const [, type, path = ''] = /^pkg:\/{0,2}([a-z0-9.+-]+)\/(.+)$/i.exec(bare) ?? [];
  if (type === undefined) return undefined;
  const mark = path.lastIndexOf('@') > Math.max(0, path.lastIndexOf('/')) ? path.lastIndexOf('@') : path.length;
  const name = decode(path.slice(0, mark));
  const spelt = type.toLowerCase() === 'maven' ? name.replace('/', ':') : name;
  return { name: spelt, version: decode(path.slice(mark + 1)) };
}

/** `purlWithoutVersion` for tools that name type and package but give no package URL. */
export function packageIdentity(type: string, name: string): string {
  const lower = type.trim().toLowerCase() || 'generic';
  const known = (Object.hasOwn(PURL_TYPES, lower) ? PURL_TYPES[lower] : undefined) ?? lower;
  const spelt = CASELESS.has(known) ? name.trim().toLowerCase() : name.trim();
  if (known === 'maven') return `pkg:maven/${spelt.replace(':', '/')}`;
  return `pkg:${known}/${known === 'pypi' ? spelt.replace(/[_.]/g, '-') : spelt}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * An image as part of an identity: without tag and digest, `registry:5000/shop/api:1.2@sha256:…` is
 * `registry:5000/shop/api`. An id (`sha256:…`) has no name to cut.
 */
export function imageWithoutTag(image: string): string {
  const bare = image.trim().split('@', 1)[0] ?? '';
  return /^sha256:[0-9a-f]+$/i.test(bare) ? bare : bare.replace(/:[\w][\w.-]{0,127}$/, '');
}

/** "refs/heads/main" is "main"; other refs (pull requests, tags) keep their full name. */
export function branchName(ref: string): string {
  return ref.trim().replace(/^refs\/heads\//, '');
}
