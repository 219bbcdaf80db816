import { type IncomingMessage, request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { ConnectError } from '@/lib/tls/connect/errors';
import { SecureError, secure } from '@/lib/tls/connect/secure';
import type { ScanFacts } from '@/lib/tls/facts';
import { serviceOfPort } from '@/lib/tls/other-service';
import { readHsts } from '@/lib/tls/probes/hsts';
import { sniOption } from '@/lib/tls/probes/offers';
import { done, notApplicable, type Probe, type ProbeContext } from '@/lib/tls/probes/types';

type HttpFacts = NonNullable<ScanFacts['http']>;

/** Redirects within the same host and port that are followed while no HSTS header has come. */
const HOPS = 2;
const HEADERS = 32 * 1024;
const SHOWN = 200;
/** Behind a web server there may be an application that takes its time: more than a handshake does. */
const PATIENCE = 4000;

/** All values of a header, in their order: Node joins or drops repeated ones. */
function valuesOf(response: IncomingMessage, name: string): string[] {
  const raw = response.rawHeaders;
  return raw.filter((_value, at) => at % 2 === 1 && raw[at - 1]?.toLowerCase() === name);
}

function readResponse(response: IncomingMessage): HttpFacts {
  const first = (name: string) => valuesOf(response, name)[0]?.slice(0, SHOWN) ?? null;
  return {
    status: response.statusCode ?? 0,
    server: first('server'),
    redirect: valuesOf(response, 'location')[0]?.slice(0, 2048) ?? null,
    hsts: readHsts(valuesOf(response, 'strict-transport-security')),
  };
}

/** One GET; the body is not read, the connection ends with the headers. */
function get(socket: TLSSocket, host: string, path: string): Promise<HttpFacts> {
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      host,
      path,
      maxHeaderSize: HEADERS,
      setHost: false,
      headers: { Host: host, 'User-Agent': 'Lagebild TLS scan', Accept: '*/*', Connection: 'close' },
    });
    asked.once('response', (response) => {
      resolve(readResponse(response));
      asked.destroy();
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Path of a redirect that stays with this host and port; null for one that leads elsewhere. */
export function samePlace(location: string, host: string, port: number, path: string): string | null {
  const base = `https://${host}:${port}`;
  if (!URL.canParse(location, base + path)) return null;
  const target = new URL(location, base + path);
  const here = new URL(base);
  return target.protocol === 'https:' && target.host === here.host ? target.pathname + target.search : null;
}

function nameOf({ connector, sni }: ProbeContext): string {
  const name = sni ?? connector.endpoint.host;
  return name.includes(':') ? `[${name}]` : name;
}

function ask(context: ProbeContext, path: string): Promise<HttpFacts> {
  const { connector, sni } = context;
  const { port } = connector.endpoint;
  const authority = port === 443 ? nameOf(context) : `${nameOf(context)}:${port}`;
  const options = { ALPNProtocols: ['http/1.1'], ...sniOption(sni) };
  return secure(connector, options, (socket) => get(socket, authority, path), { milliseconds: PATIENCE });
}

/** The first answer, with the HSTS of the first redirect that has any. */
async function withHsts(context: ProbeContext, first: HttpFacts): Promise<HttpFacts> {
  const { port } = context.connector.endpoint;
  let [answer, path] = [first, '/'];
  for (let hop = 0; hop < HOPS && answer.hsts.state === 'absent' && answer.redirect !== null; hop++) {
    const next = samePlace(answer.redirect, nameOf(context), port, path);
    if (next === null) break;
    answer = await ask(context, next);
    path = next;
  }
  return { ...first, hsts: answer.hsts };
}

/** What Node's parser says of an answer that does not begin with "HTTP/". */
const NO_HTTP = 'HPE_INVALID_CONSTANT';

/**
 * Why a service need not speak HTTP that did not answer in it: it said something else, or it stands where something else is
 * at home. Null: nobody knows what it is.
 */
export function otherService(error: unknown, port: number): 'other_protocol' | 'other_port' | null {
  if (error instanceof ConnectError && error.failure === 'aborted') return null;
  if (error instanceof SecureError && error.message === NO_HTTP) return 'other_protocol';
  return serviceOfPort(port) === null ? null : 'other_port';
}

/** What the web server says at `/`: status, redirect and HSTS. Redirects to other hosts are noted, never followed. */
export const http: Probe = {
  id: 'http',
  async run(context) {
    const { starttls, port } = context.connector.endpoint;
    if (starttls !== null) return notApplicable('starttls');
    const first = await ask(context, '/').catch((error: unknown) => {
      const why = otherService(error, port);
      if (why === null) throw error;
      return why;
    });
    if (typeof first === 'string') return notApplicable(first);
    return done({ facts: { http: await withHsts(context, first) } });
  },
};
