import { type IncomingMessage, request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { secure } from '@/lib/tls/connect/secure';
import type { ScanFacts } from '@/lib/tls/facts';
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

async function ask({ connector, sni }: ProbeContext): Promise<HttpFacts> {
  const { host, port } = connector.endpoint;
  const name = sni ?? host;
  const bracketed = name.includes(':') ? `[${name}]` : name;
  const authority = port === 443 ? bracketed : `${bracketed}:${port}`;
  let path = '/';
  let first: HttpFacts | null = null;
  for (let hop = 0; ; hop++) {
    const options = { ALPNProtocols: ['http/1.1'], ...sniOption(sni) };
    const answer = await secure(connector, options, (socket) => get(socket, authority, path), {
      milliseconds: PATIENCE,
    });
    first ??= answer;
    const next = answer.redirect === null ? null : samePlace(answer.redirect, bracketed, port, path);
    if (answer.hsts.state !== 'absent' || next === null || hop === HOPS) return { ...first, hsts: answer.hsts };
    path = next;
  }
}

/** What the web server says at `/`: status, redirect and HSTS. Redirects to other hosts are noted, never followed. */
export const http: Probe = {
  id: 'http',
  async run(context) {
    if (context.connector.endpoint.starttls !== null) return notApplicable('starttls');
    return done({ facts: { http: await ask(context) } });
  },
};
