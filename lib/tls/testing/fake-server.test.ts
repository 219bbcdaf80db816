import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeServer, startFakeServer } from '@/lib/tls/testing/fake-server';
import { issue, rsaPair } from '@/lib/tls/testing/pki';

const leaf = issue({ name: 'fake.tls.test', pair: rsaPair(2048) });
const servers: FakeServer[] = [];
const common = { key: leaf.pair.privateKey, chain: [leaf.der] };

async function start(options: Partial<Parameters<typeof startFakeServer>[0]>): Promise<number> {
  const server = await startFakeServer({ ...common, suites: [0xc013, 0x002f], ...options });
  servers.push(server);
  return server.port;
}

let port: number;
beforeAll(async () => {
  port = await start({});
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

async function dial(to: number, version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2', ciphers: string): Promise<TLSSocket> {
  const socket = connect({
    port: to,
    host: '127.0.0.1',
    rejectUnauthorized: false,
    minVersion: version,
    maxVersion: version,
    ciphers: `${ciphers}:@SECLEVEL=0`,
  });
  await once(socket, 'secureConnect');
  return socket;
}

test.each(
  (['TLSv1', 'TLSv1.1', 'TLSv1.2'] as const).flatMap((version) =>
    ['AES128-SHA', 'ECDHE-RSA-AES128-SHA'].map((cipher) => ({ version, cipher })),
  ),
)('node:tls finishes $version with $cipher and reads a page', async ({ version, cipher }) => {
  const socket = await dial(port, version, cipher);
  socket.write('GET / HTTP/1.1\r\n\r\n');
  const [page] = await once(socket, 'data');
  expect([socket.getProtocol(), socket.getCipher().name, String(page).slice(0, 15)]).toEqual([
    version,
    cipher,
    'HTTP/1.1 200 OK',
  ]);
  socket.destroy();
});

test('gives a ticket where it has them', async () => {
  const socket = await dial(await start({ quirks: { tickets: 'honest' } }), 'TLSv1.2', 'AES128-SHA');
  expect(socket.getTLSTicket()).toHaveLength(64);
  socket.destroy();
});

test('node:tls refuses it without renegotiation_info', async () => {
  const old = await start({ quirks: { insecureRenegotiation: true } });
  await expect(dial(old, 'TLSv1.2', 'AES128-SHA')).rejects.toThrow(/legacy renegotiation/);
});
