import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPki, type Pki, readLeaf } from '@/e2e/lab/pki/pki';
import { JDK_SERVERS } from '@/e2e/lab/servers/jdk';
import { NGINX } from '@/e2e/lab/servers/nginx';
import { OPENSSL } from '@/e2e/lab/servers/openssl';
import { OWN } from '@/e2e/lab/servers/own';
import { POINTING } from '@/e2e/lab/servers/pointing';
import { SERVICES } from '@/e2e/lab/servers/starttls';
import { startJdk } from '@/e2e/lab/start/jdk';
import { startNginx } from '@/e2e/lab/start/nginx';
import { startOpenssl } from '@/e2e/lab/start/openssl';
import type { LabServer, OwnLab, OwnServer, RunningServer } from '@/e2e/lab/types';

/** Every server of the laboratory, in the order of docs/tls-grading.md. */
export const SERVERS: readonly LabServer[] = [...NGINX, ...OPENSSL, ...JDK_SERVERS, ...OWN, ...POINTING, ...SERVICES];

/** A laboratory on the loopback. What could not be started is in `notRun` with its reason: never take it as passed. */
export type Lab = {
  readonly servers: readonly RunningServer[];
  readonly notRun: readonly { readonly id: string; readonly why: string }[];
  /** Null where no certificates could be made, and so nothing runs. */
  readonly pki: Pki | null;
  stop(): Promise<void>;
};

type Book = {
  readonly ports: Map<string, number>;
  readonly failed: Map<string, string>;
  readonly stops: (() => Promise<void>)[];
};

async function attempt(book: Book, ids: readonly string[], work: () => Promise<void>): Promise<void> {
  try {
    if (ids.length > 0) await work();
  } catch (error) {
    for (const id of ids) book.failed.set(id, whyOf(error));
  }
}

function of<S extends LabServer['stack']>(wanted: readonly LabServer[], stack: S) {
  const servers = wanted.filter((server): server is Extract<LabServer, { stack: S }> => server.stack === stack);
  return { servers, ids: servers.map(({ id }) => id) };
}

async function startStacks(wanted: readonly LabServer[], pki: Pki, book: Book): Promise<void> {
  const [nginx, openssl, jdk] = [of(wanted, 'nginx'), of(wanted, 'openssl'), of(wanted, 'jdk')];
  const together = <T extends { ports: ReadonlyMap<string, number>; stop(): Promise<void> }>(started: T): T => {
    for (const [id, port] of started.ports) book.ports.set(id, port);
    book.stops.push(started.stop);
    return started;
  };
  await Promise.all([
    attempt(book, nginx.ids, async () => void together(await startNginx(nginx.servers, pki))),
    attempt(book, jdk.ids, async () => {
      const { failed } = together(await startJdk(jdk.servers, pki));
      for (const [id, why] of failed) book.failed.set(id, why);
    }),
    ...openssl.servers.map((server) =>
      attempt(book, [server.id], async () => {
        const { port, stop } = await startOpenssl(server, pki);
        together({ ports: new Map([[server.id, port]]), stop });
      }),
    ),
  ]);
}

async function startOwn(servers: readonly OwnServer[], pki: Pki, book: Book): Promise<void> {
  const read = (name: string) => readFileSync(join(pki.folder, name), 'utf8');
  const lab: OwnLab = {
    leaf: (name) => readLeaf(pki, name),
    intermediate: () => ({ key: read('intermediate.key'), certificate: read('intermediate.pem') }),
    port: (id) => {
      const port = book.ports.get(id);
      if (port === undefined) throw new Error(`${id} does not run`);
      return port;
    },
  };
  const start = (server: OwnServer) =>
    attempt(book, [server.id], async () => {
      const { port, stop } = await server.start(lab);
      book.ports.set(server.id, port);
      book.stops.push(stop);
    });
  await Promise.all(servers.map(start));
}

/** The laboratory's certificates. @throws where none could be made */
export function certificatesOf({ pki, notRun }: Lab): Pki {
  if (!pki) throw new Error(`The laboratory has no certificates: ${notRun[0]?.why ?? ''}`);
  return pki;
}

function whyOf(error: unknown): string {
  return error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);
}

function runningOf(server: LabServer, port: number): RunningServer {
  const { id, about, stack, expected } = server;
  const host = `${id}.tls.test`;
  const starttls = server.starttls ?? null;
  return { id, host, sni: host, address: '127.0.0.1', port, starttls, about, stack, expected };
}

/** Starts the servers of these ids (all, without) on 127.0.0.1, each for the name `<id>.tls.test`. */
export async function startLab(ids?: readonly string[]): Promise<Lab> {
  const unknown = ids?.find((id) => !SERVERS.some((server) => server.id === id));
  if (unknown !== undefined) throw new Error(`no such server in the laboratory: ${unknown}`);
  const wanted = SERVERS.filter(({ id }) => ids?.includes(id) ?? true);
  const needed = of(wanted, 'own').servers.flatMap(({ needs = [] }) => needs);
  const started = SERVERS.filter((server) => wanted.includes(server) || needed.includes(server.id));
  const book: Book = { ports: new Map(), failed: new Map(), stops: [] };
  let pki: Pki | null = null;
  try {
    pki = await openPki(new Date());
    await startStacks(started, pki, book);
    await startOwn(of(wanted, 'own').servers, pki, book);
  } catch (error) {
    for (const { id } of wanted) book.failed.set(id, whyOf(error));
  }
  return {
    servers: wanted.flatMap((server) => {
      const port = book.ports.get(server.id);
      return port === undefined ? [] : [runningOf(server, port)];
    }),
    pki,
    notRun: wanted.flatMap(({ id }) => {
      const why = book.failed.get(id);
      return why === undefined ? [] : [{ id, why }];
    }),
    stop: async () => void (await Promise.all(book.stops.map((stop) => stop()))),
  };
}
