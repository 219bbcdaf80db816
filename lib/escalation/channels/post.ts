import { type IncomingMessage, request as plain, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import { isIP } from 'node:net';
import { failure, type Outcome, type SendError } from '@/lib/escalation/channels/outcome';
import { reach } from '@/lib/escalation/channels/reach';
import type { Net } from '@/lib/escalation/channels/types';

const ANSWER_MAX = 4_096;

/** Seconds or a date (RFC 9110, 10.2.3), as ms from now. */
function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,7}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of answer.setEncoding('utf8')) {
    text += part;
    if (text.length > ANSWER_MAX) break;
  }
  return text.slice(0, ANSWER_MAX);
}

function judge(answer: IncomingMessage, detail: string, confirms: boolean, now: Date): Outcome {
  const status = answer.statusCode ?? 0;
  if (status >= 200 && status < 300) return { ok: true, status, confirmed: confirms && status !== 202 };
  const afterMs = retryAfter(answer.headers['retry-after'], now);
  const wait = afterMs === undefined ? {} : { afterMs };
  if (status === 429) return failure('throttled', { status, detail, ...wait });
  if (status >= 500) return failure('server', { status, detail, ...wait });
  if (status >= 300 && status < 400) return failure('redirected', { status });
  return failure(status === 404 || status === 410 ? 'gone' : 'rejected', { status, detail });
}

/** What Node calls it, as one of our words. */
export function wordFor(error: unknown): SendError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) return 'timeout';
  if (code === 'ETIMEDOUT') return 'timeout';
  return /CERT|TLS|SSL|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code) ? 'tls' : 'unreachable';
}

type Body = { readonly text: string; readonly headers?: Readonly<Record<string, string>> };

function ask(options: RequestOptions & { servername: string; ca?: string }, https: boolean, text: string) {
  const answered = Promise.withResolvers<IncomingMessage>();
  const sent = (https ? secure : plain)(options, answered.resolve);
  sent.on('error', answered.reject);
  // Node drops a switch to another protocol without a word.
  sent.on('upgrade', (_answer, socket) => socket.destroy(new Error('upgraded')));
  sent.end(text);
  return answered.promise.finally(() => sent.on('error', () => undefined));
}

/**
 * Posts JSON to an address of an administrator's: https (inside, plain http too), resolved once, no redirect followed, with
 * a deadline for all of it.
 */
export async function post(url: string, { text, headers }: Body, net: Net, confirms: boolean): Promise<Outcome> {
  const to = URL.parse(url);
  if (!to || !['http:', 'https:'].includes(to.protocol) || to.username !== '') return failure('not_configured');
  const https = to.protocol === 'https:';
  const reached = await reach(to.hostname, net);
  if ('ok' in reached) return reached;
  if (!https && !reached.inside) return failure('tls', { detail: to.protocol });
  const options = {
    ...{
      host: reached.address,
      servername: isIP(to.hostname) ? '' : to.hostname,
      port: to.port || (https ? 443 : 80),
      agent: false,
    },
    ...{ path: `${to.pathname}${to.search}`, method: 'POST', signal: AbortSignal.timeout(net.timeoutMs) },
    headers: {
      ...{ host: to.host, 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Lagebild' },
      ...{ 'content-length': Buffer.byteLength(text), ...headers },
    },
    ...(net.ca === undefined ? {} : { ca: net.ca }),
  };
  try {
    const answer = await ask(options, https, text);
    const detail = await textOf(answer);
    answer.destroy();
    return judge(answer, detail, confirms, net.now);
  } catch (error) {
    return failure(wordFor(error), { detail: error instanceof Error ? error.message : '' });
  }
}
