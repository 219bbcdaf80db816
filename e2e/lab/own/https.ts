import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Started } from '@/e2e/lab/types';

type AnyServer = ReturnType<typeof createHttpServer> | ReturnType<typeof createHttpsServer>;

function onLoopback(server: AnyServer): Promise<Started> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const stop = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      resolve({ port, stop });
    });
  });
}

/** Files by path over plain HTTP: what certificates point to (lists of revocations, responders, issuers). */
export function startFiles(file: (path: string) => Buffer | undefined): Promise<Started> {
  return onLoopback(
    createHttpServer((request, response) => {
      const found = file(request.url ?? '');
      response.writeHead(found ? 200 : 404);
      request.resume().once('end', () => response.end(found));
    }),
  );
}

/** A modern HTTPS server with HSTS of two years. */
export function startHttps(leaf: { key: string; chain: string }): Promise<Started> {
  const options = {
    key: leaf.key,
    cert: leaf.chain,
    minVersion: 'TLSv1.2',
    ciphers: 'ECDHE+AESGCM:TLS_AES_128_GCM_SHA256',
  } as const;
  return onLoopback(
    createHttpsServer(options, (_request, response) => {
      response.setHeader('Strict-Transport-Security', 'max-age=63072000');
      response.end('lab');
    }),
  );
}
