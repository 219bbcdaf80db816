import { lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type AddressRule, refused } from '@/lib/intel/addresses';
import { RECEIVED_MAX } from '@/lib/intel/stream';
import { IntelError } from '@/lib/intel/types';

const REDIRECTS_MAX = 3;
/** Until the headers are there, and for all of it. */
const ANSWER_MS = 20_000;
const WHOLE_MS = 300_000;
const RETRY_MAX_MS = 24 * 3_600_000;

/** What the mirror said the last time: it answers 304 where nothing has changed since. */
export type Known = { readonly etag: string | null; readonly lastModified: string | null };

export type Answer =
  | { readonly changed: false }
  | { readonly changed: true; readonly body: AsyncIterable<Uint8Array>; readonly known: Known };

/** For tests, whose mirror has a certificate of its own on loopback. */
export type Trust = { readonly ca?: string; readonly loopback?: true };

type Asked = { readonly url: URL; readonly known: Known; readonly signal: AbortSignal; readonly trust: Trust };

/** Every address of the name is judged when the connection is made, so that a name cannot change in between. */
function judged(rule: AddressRule): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '');
      if (found.some(({ address }) => refused(address, rule))) return done(new IntelError('address'), '');
      const [first] = found;
      if (options.all) done(null, found);
      else done(null, first?.address ?? '', first?.family);
    });
  };
}

const CODES = new Set(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']);

function unreachable(error: unknown): IntelError {
  if (error instanceof IntelError) return error;
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) {
    return new IntelError('timeout', { seconds: ANSWER_MS / 1000 });
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new IntelError('unreachable', { code: /^E[A-Z_]+$/.test(code) || CODES.has(code) ? code : 'TLS' });
}

function ask({ url, known, signal, trust }: Asked, first: URL): Promise<IncomingMessage> {
  // Redirected to another host, an internal address is not what the administrator meant.
  const rule = { loopback: trust.loopback === true, internal: url.host === first.host };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'https:' || (isIP(host) > 0 && refused(host, rule))) throw new IntelError('address');
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      agent: new Agent({ keepAlive: false }),
      lookup: judged(rule),
      ca: trust.ca,
      signal,
      timeout: ANSWER_MS,
      headers: {
        'user-agent': 'Lagebild',
        accept: '*/*',
        ...(known.etag ? { 'if-none-match': known.etag } : {}),
        ...(known.lastModified ? { 'if-modified-since': known.lastModified } : {}),
      },
    });
    asked.on('timeout', () => asked.destroy(new IntelError('timeout', { seconds: ANSWER_MS / 1000 })));
    asked.on('error', (error) => reject(unreachable(error)));
    asked.on('response', resolve);
    asked.end();
  });
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
function retryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : new Date(header).getTime() - now.getTime();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, RETRY_MAX_MS) : null;
}

async function follow(asked: Asked, first: URL, now: Date, redirects = 0): Promise<Answer> {
  const response = await ask(asked, first);
  const { statusCode: status = 0, headers } = response;
  if (status === 200) {
    if (Number(headers['content-length'] ?? 0) > RECEIVED_MAX) {
      response.destroy();
      throw new IntelError('too_large', { mb: RECEIVED_MAX / 1024 / 1024 });
    }
    const known = { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
    return { changed: true, body: response, known };
  }
  response.destroy();
  if (status === 304) return { changed: false };
  if ([301, 302, 303, 307, 308].includes(status)) {
    if (redirects === REDIRECTS_MAX || !URL.canParse(headers.location ?? '', asked.url)) {
      throw new IntelError('redirects', { most: REDIRECTS_MAX });
    }
    return follow({ ...asked, url: new URL(headers.location ?? '', asked.url) }, first, now, redirects + 1);
  }
  const after = retryAfter(headers['retry-after'], now);
  throw status === 429 ? new IntelError('busy', {}, after) : new IntelError('status', { status }, after);
}

/**
 * Asks a mirror for its file. Only https; never loopback, link-local or multicast addresses; an internal one only at the
 * configured host itself. At most three redirects, 20 s for an answer, five minutes and 64 MB for all of it.
 * @throws IntelError; nothing of what the other side sent is in it
 */
export async function askMirror(
  address: string,
  known: Known,
  { now, signal, trust = {} }: { readonly now: Date; readonly signal: AbortSignal; readonly trust?: Trust },
): Promise<Answer> {
  const url = new URL(address);
  const whole = AbortSignal.any([signal, AbortSignal.timeout(WHOLE_MS)]);
  return follow({ url, known, signal: whole, trust }, url, now);
}
