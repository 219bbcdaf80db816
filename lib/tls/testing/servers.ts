import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { Connector, type ConnectorOptions } from '@/lib/tls/connect/connector';
import type { StartTls } from '@/lib/tls/facts';

const fixture = (name: string) => readFileSync(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)));
/** Self-signed leaves for scan.tls.test, made for these tests alone. */
export const RSA = { key: fixture('rsa.key'), cert: fixture('rsa.pem') };
export const EC = { key: fixture('ec.key'), cert: fixture('ec.pem') };

export type Listening = AsyncDisposable & { readonly port: number; readonly sockets: ReadonlySet<Socket> };

async function listening(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Answers a request with these lines of header. */
export function answerHttp(...headers: string[]): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => socket.end(['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n')));
  };
}

/** A web server of Node's on loopback; TLS 1.0 to 1.3 unless the options say otherwise. */
export function tlsServer(options: TlsOptions = {}, work = answerHttp()): Promise<Listening> {
  const server = createTlsServer(
    {
      key: [RSA.key, EC.key],
      cert: [RSA.cert, EC.cert],
      minVersion: 'TLSv1',
      ciphers: 'ALL:@SECLEVEL=0',
      ...options,
    },
    (socket) => {
      socket.on('error', () => socket.destroy());
      work(socket);
    },
  );
  server.on('tlsClientError', () => undefined);
  return listening(server);
}

/** A server that does what it is told with each plain connection. */
export function rawServer(work: (socket: Socket) => void): Promise<Listening> {
  return listening(
    createServer((socket) => {
      work(socket);
      socket.resume();
    }),
  );
}

/** A connector to a server of these tests. */
export function connectorTo(
  server: { readonly port: number },
  options: Partial<ConnectorOptions & { starttls: StartTls; milliseconds: number }> = {},
): Connector {
  return new Connector(
    { host: 'scan.tls.test', port: server.port, address: '127.0.0.1', starttls: options.starttls ?? null },
    {
      signal: options.signal ?? new AbortController().signal,
      until: options.until ?? performance.now() + (options.milliseconds ?? 20_000),
      perAddress: options.perAddress ?? 8,
    },
  );
}
