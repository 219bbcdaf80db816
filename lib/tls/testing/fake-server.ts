import { createServer, type Socket } from 'node:net';
import { FakeConnection } from '@/lib/tls/testing/fake-connection';
import type { FakeOptions } from '@/lib/tls/testing/fake-options';

export type FakeServer = {
  readonly port: number;
  /** Connections accepted so far. */
  connections(): number;
  /** Sockets that are open now: a scan that ended must have left none. */
  open(): number;
  stop(): Promise<void>;
};

/** Listens on 127.0.0.1 and hands every connection to `serve`. */
export function listenOnLoopback(serve: (socket: Socket) => void): Promise<FakeServer> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    count++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    serve(socket);
  });
  const stop = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ port, connections: () => count, open: () => sockets.size, stop });
    });
  });
}

/**
 * A TLS 1.0 to 1.2 server of our own on 127.0.0.1, for tests and the laboratory: RSA and ECDHE (X25519) key exchange, CBC
 * suites, real enough for node:tls and `openssl s_client` to finish a handshake and get a response by HTTP. `quirks` make
 * it vulnerable, one weakness each; without them it is safe. It never holds anything secret, so nothing can leak.
 */
export function startFakeServer(options: FakeOptions): Promise<FakeServer> {
  return listenOnLoopback((socket) => new FakeConnection(socket, options));
}
