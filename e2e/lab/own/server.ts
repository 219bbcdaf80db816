import { X509Certificate } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { Connection, Ending } from '@/e2e/lab/own/connection';
import type { Flaws } from '@/e2e/lab/own/flaws';
import { type ServerState, serverState, shakeHands } from '@/e2e/lab/own/handshake';
import { TYPE } from '@/e2e/lab/own/records';
import type { Started } from '@/e2e/lab/types';

const NO_RENEGOTIATION = 100;
const RESPONSE =
  'HTTP/1.1 200 OK\r\nStrict-Transport-Security: max-age=63072000\r\nContent-Length: 3\r\nConnection: close\r\n\r\nlab';

/** Serves connections with `talk` on a free port of the loopback. Sockets left open are cut by `stop`. */
export function listen(talk: (socket: Socket) => void | Promise<void>): Promise<Started> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
    Promise.resolve(talk(socket)).catch(() => socket.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const stop = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          for (const socket of sockets) socket.destroy();
        });
      resolve({ port, stop });
    });
  });
}

/** PEM certificates of a chain as DER. */
export function derChain(pem: string): Buffer[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block).raw);
}

async function serve(connection: Connection, server: ServerState): Promise<void> {
  let binding = await shakeHands(connection, await connection.next(), server, null);
  for (let request = ''; ; ) {
    const incoming = await connection.next();
    if (incoming.kind === 'data') {
      request += incoming.data.toString('latin1');
      if (!request.includes('\r\n\r\n')) continue;
      connection.send(TYPE.data, Buffer.from(RESPONSE));
      throw new Ending(null);
    }
    if (server.flaws.renegotiation === 'insecure') {
      binding = await shakeHands(connection, incoming, server, binding);
    } else connection.send(TYPE.alert, Buffer.of(1, NO_RENEGOTIATION));
  }
}

/** A TLS 1.2 server with RSA key exchange and AES-CBC that does exactly these things wrong. */
export function startOwnTls(leaf: { key: string; chain: string }, flaws: Flaws): Promise<Started> {
  const server = serverState(leaf.key, derChain(leaf.chain), flaws);
  return listen(async (socket) => {
    const connection = new Connection(socket, flaws);
    try {
      await serve(connection, server);
    } catch (error) {
      const alert = error instanceof Ending ? error.alert : 50;
      if (alert !== null) connection.send(TYPE.alert, Buffer.of(2, alert));
      socket.end();
    }
  });
}
