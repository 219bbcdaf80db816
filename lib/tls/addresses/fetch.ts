import { type IncomingMessage, request } from 'node:http';
import type { Range } from '@/lib/core/addresses/address';
import { type Lookup, resolveOnce } from '@/lib/core/addresses/resolve';
import { type FetchBytes, FetchFailure } from '@/lib/tls/certificates/types';

const TIMEOUT_MS = 4_000;

type Options = { readonly allowed: readonly Range[]; readonly signal: AbortSignal; readonly lookup?: Lookup };

async function bodyOf(answer: IncomingMessage, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    size += part.length;
    if (size > limit) throw new FetchFailure('too_large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * Fetches what certificates point to (issuers, OCSP, CRL). Whoever made the certificate chose the address, so the rules
 * for targets hold: plain http, resolved once and pinned, no redirect, a deadline and a limit.
 */
export function fetchWithin({ allowed, signal, lookup }: Options): FetchBytes {
  return async ({ url, post, limit }) => {
    const address = URL.parse(url);
    if (address?.protocol !== 'http:' || address.username !== '') throw new FetchFailure('refused');
    const resolved = await resolveOnce(address.hostname.replace(/^\[(.*)\]$/, '$1'), allowed, lookup);
    if ('failed' in resolved) throw new FetchFailure('unreachable');
    if ('refused' in resolved) throw new FetchFailure('refused');
    const answered = Promise.withResolvers<Buffer>();
    const sent = request(
      {
        host: resolved.address,
        port: address.port || 80,
        path: `${address.pathname}${address.search}`,
        method: post ? 'POST' : 'GET',
        headers: { host: address.host, ...(post && { 'content-type': post.type, 'content-length': post.body.length }) },
        agent: false,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      },
      (answer) => {
        const good = answer.statusCode === 200;
        (good ? bodyOf(answer, limit) : Promise.reject(new FetchFailure('unreachable')))
          .then(answered.resolve, answered.reject)
          .finally(() => sent.destroy());
      },
    );
    // Node drops a switch to another protocol without a word.
    sent.on('upgrade', (_answer, socket) => {
      socket.destroy();
      answered.reject(new FetchFailure('unreachable'));
    });
    sent.on('error', (error) =>
      answered.reject(error instanceof FetchFailure ? error : new FetchFailure('unreachable')),
    );
    sent.end(post?.body);
    return answered.promise;
  };
}
