import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll } from 'vitest';
import { selfSigned } from '@/lib/core/testing/certificate';
import type { Trust } from '@/lib/intel/service';

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

/** A mirror on loopback, with a certificate of its own, that answers each path as a test says. */
export class Mirror {
  readonly #replies = new Map<string, Reply>();
  #server: Server | undefined;
  #port = 0;
  #certificate = '';
  readonly asked: IncomingMessage[] = [];

  /** Call it at the top of a test file. */
  static forThisFile(): Mirror {
    const mirror = new Mirror();
    beforeAll(() => mirror.#start());
    afterAll(() => mirror.#stop());
    return mirror;
  }

  async #start(): Promise<void> {
    const { certificate, key } = selfSigned(new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000));
    this.#certificate = certificate;
    const server = createServer({ cert: certificate, key }, (request, response) => {
      this.asked.push(request);
      const reply = this.#replies.get(request.url ?? '');
      if (reply) reply(request, response);
      else response.writeHead(404).end();
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
  }

  async #stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  get trust(): Trust {
    return { ca: this.#certificate, loopback: true };
  }

  url(path: string, host = '127.0.0.1'): string {
    return `https://${host}:${this.#port}${path}`;
  }

  on(path: string, reply: Reply): string {
    this.#replies.set(path, reply);
    return this.url(path);
  }

  sends(path: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): string {
    return this.on(path, (_request, response) => response.writeHead(200, headers).end(body));
  }
}

type Score = readonly [cve: string, score: number | string, percentile?: number];

/** EPSS as FIRST publishes it. */
export function epssFile(scores: readonly Score[], date = '2026-11-22T00:00:00+0000'): string {
  const rows = scores.map(([cve, score, percentile = 0.5]) => `${cve},${score},${percentile}`);
  return [`#model_version:v2025.03.14,score_date:${date}`, 'cve,epss,percentile', ...rows, ''].join('\n');
}

export const epssGzip = (scores: readonly Score[], date?: string) => gzipSync(epssFile(scores, date));

/** KEV as CISA publishes it. */
export function kevFile(cves: readonly string[], released = '2026-11-22T15:00:00.1234Z', more: object = {}): string {
  return JSON.stringify({
    title: 'CISA Catalog of Known Exploited Vulnerabilities',
    catalogVersion: released.slice(0, 10).replaceAll('-', '.'),
    dateReleased: released,
    count: cves.length,
    vulnerabilities: cves.map((cveID) => ({
      cveID,
      vendorProject: 'Example',
      product: 'Server',
      vulnerabilityName: `Example Server ${cveID} Vulnerability`,
      dateAdded: '2026-11-20',
      shortDescription: '',
      requiredAction: 'Apply updates.',
      dueDate: '2026-12-11',
      knownRansomwareCampaignUse: 'Unknown',
      notes: '',
      ...more,
    })),
  });
}
