import type { ScanFacts } from '@/lib/tls/facts';

export type Hsts = NonNullable<ScanFacts['http']>['hsts'];

const SHOWN = 200;
/** RFC 9110: token, and quoted-string with its escapes. */
const TOKEN = /^[!#$%&'*+\-.^_`|~\w]+$/;
const QUOTED = /^"((?:[^"\\]|\\[\t\x20-\x7e])*)"$/;

/** A header is cut at semicolons, except inside of quotes. Null: a quote never ends. */
function directives(header: string): string[] | null {
  const found: string[] = [];
  let part = '';
  let quoted = false;
  for (let at = 0; at < header.length; at++) {
    const letter = header.charAt(at);
    if (quoted && letter === '\\') part += letter + header.charAt(++at);
    else if (letter === ';' && !quoted) {
      found.push(part);
      part = '';
    } else {
      if (letter === '"') quoted = !quoted;
      part += letter;
    }
  }
  return quoted ? null : [...found, part];
}

/** Names in lower case with their values; null where the header breaks the grammar or names a directive twice. */
function parse(header: string): Map<string, string | null> | null {
  const parts = directives(header);
  if (parts === null) return null;
  const found = new Map<string, string | null>();
  for (const part of parts.map((each) => each.trim()).filter((each) => each !== '')) {
    const equals = part.indexOf('=');
    const name = (equals === -1 ? part : part.slice(0, equals)).trim().toLowerCase();
    const raw = equals === -1 ? null : part.slice(equals + 1).trim();
    const value = raw === null ? null : (QUOTED.exec(raw)?.[1]?.replace(/\\(.)/g, '$1') ?? raw);
    const sound = raw === null || TOKEN.test(raw) || QUOTED.test(raw);
    if (!TOKEN.test(name) || !sound || found.has(name)) return null;
    found.set(name, value);
  }
  return found;
}

/**
 * Reads Strict-Transport-Security by RFC 6797, section 6.1, from the first header of a response (section 8.1). `preload`
 * is no directive of the RFC: it is what the preload lists ask for. Seconds beyond what a number holds count as its most.
 */
export function readHsts(headers: readonly string[]): Hsts {
  const [header] = headers;
  const none = { maxAge: null, includeSubDomains: false, preload: false };
  if (header === undefined) return { state: 'absent', header: null, ...none };
  const shown = header.slice(0, SHOWN);
  const found = header.length > 4096 ? null : parse(header);
  const age = found?.get('max-age') ?? null;
  const flagged = found?.get('includesubdomains') ?? null;
  if (!found || age === null || !/^\d+$/.test(age) || flagged !== null) {
    return { state: 'invalid', header: shown, ...none };
  }
  const maxAge = Math.min(Number(age), Number.MAX_SAFE_INTEGER);
  return {
    state: maxAge === 0 ? 'disabled' : 'present',
    header: shown,
    maxAge,
    includeSubDomains: found.has('includesubdomains'),
    preload: found.has('preload'),
  };
}
