import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cbcHandshake } from '@/lib/tls/connect/cbc-session';
import { Connector } from '@/lib/tls/connect/connector';
import { offer } from '@/lib/tls/probes/offers';
import { suiteById } from '@/lib/tls/registry/suites';
import { type FakeServer, startFakeServer } from '@/lib/tls/testing/fake-server';
import { hasOpenssl, startOpenssl } from '@/lib/tls/testing/openssl';
import { ecPair, issue, rsaPair } from '@/lib/tls/testing/pki';
import { AGREEABLE_GROUPS } from '@/lib/tls/wire/pre-master';
import { CONTENT } from '@/lib/tls/wire/records';
import type { RecordVersion } from '@/lib/tls/wire/versions';

const REQUEST = Buffer.from('GET / HTTP/1.0\r\n\r\n');
const rsa = issue({ name: 'rsa', pair: rsaPair(2048) });

function connectorTo(port: number): Connector {
  const endpoint = { host: 'session.tls.test', port, address: '127.0.0.1', starttls: null };
  return new Connector(endpoint, {
    signal: new AbortController().signal,
    until: performance.now() + 20_000,
    perAddress: 8,
  });
}

/** Asks for a page through a handshake of ours, and returns what came first. */
function ask(port: number, version: RecordVersion, suite: number, groups = AGREEABLE_GROUPS): Promise<string> {
  return connectorTo(port).dial(async (connection) => {
    const session = await cbcHandshake(connection, offer({ version, sni: null, suites: [suite], groups }));
    session.write(CONTENT.application, REQUEST);
    for (;;) {
      const { type, content } = await session.read();
      if (type !== CONTENT.application) return `record ${type}`;
      // A server may cut a single byte off before the rest (against BEAST).
      if (content.length > 3) return content.toString('latin1').slice(0, 12);
    }
  });
}

const VERSIONS = ['tls10', 'tls11', 'tls12'] as const;
const RSA_SUITES = [0x002f, 0x0035, 0x0041, 0xc013, 0xc014, 0x0033, 0x0039];
const ONLY_12 = [0x003c, 0x003d, 0x00ba, 0xc027, 0xc028, 0xc076, 0xc077, 0x0067, 0x006b];
const nameOf = (id: number) => suiteById(id)?.name ?? String(id);
const wanted = VERSIONS.flatMap((version) =>
  [...RSA_SUITES, ...(version === 'tls12' ? ONLY_12 : [])].map((id) => ({ version, id, name: nameOf(id) })),
);

describe.skipIf(!hasOpenssl)('with openssl s_server', () => {
  let server: Awaited<ReturnType<typeof startOpenssl>>;
  let elliptic: typeof server;
  beforeAll(async () => {
    server = await startOpenssl(rsa, ['-cipher', 'ALL:@SECLEVEL=0', '-groups', 'X25519:P-256:P-384:P-521']);
    elliptic = await startOpenssl(issue({ name: 'ec', pair: ecPair() }), ['-cipher', 'ALL:@SECLEVEL=0']);
  });
  afterAll(() => Promise.all([server.stop(), elliptic.stop()]));

  test.each(wanted)('$version $name', async ({ version, id }) => {
    expect(await ask(server.port, version, id)).toBe('HTTP/1.0 200');
  });

  test.each(AGREEABLE_GROUPS)('ECDHE in group %i', async (group) => {
    expect(await ask(server.port, 'tls12', 0xc013, [group])).toBe('HTTP/1.0 200');
  });

  test('an ECDSA key', async () => {
    expect(await ask(elliptic.port, 'tls12', 0xc009)).toBe('HTTP/1.0 200');
  });
});

describe('with a server of ours', () => {
  let server: FakeServer;
  const ids = [0x002f, 0xc013, 0x000a, 0x0035, 0xc028];
  beforeAll(async () => {
    server = await startFakeServer({ key: rsa.pair.privateKey, chain: [rsa.der], suites: ids });
  });
  afterAll(() => server.stop());

  test.each(VERSIONS.flatMap((version) => ids.map((id) => ({ version, id, name: nameOf(id) }))))(
    '$version $name',
    async ({ version, id }) => {
      expect(await ask(server.port, version, id)).toBe('HTTP/1.1 200');
    },
  );

  test('a suite that it does not have is refused by name', async () => {
    await expect(ask(server.port, 'tls12', 0x003d)).rejects.toThrow('handshake_failure');
  });
});
