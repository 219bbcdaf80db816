import { describe, expect, it } from 'vitest';
import { suiteLists } from '@/lib/tls/probes/offers';
import { enumerateSuites } from '@/lib/tls/probes/suites';
import { suiteById, suiteName } from '@/lib/tls/registry/suites';
import { connectorTo, rawServer, tlsServer } from '@/lib/tls/testing/servers';
import { numbers, uint, vector } from '@/lib/tls/wire/bytes';
import { HANDSHAKE, handshakeMessage } from '@/lib/tls/wire/handshake';
import { CONTENT, record } from '@/lib/tls/wire/records';

const offered = (found: Awaited<ReturnType<typeof enumerateSuites>>) =>
  Object.fromEntries(Object.entries(found).map(([version, { facts }]) => [version, facts.offered]));

describe('lists of suites', () => {
  it('ask for every code point once, in lists of at most 120', () => {
    const lists = suiteLists('tls12');
    expect(lists).toHaveLength(3);
    expect(Math.max(...lists.map((list) => list.length))).toBeLessThanOrEqual(120);
    expect(new Set(lists.flat()).size).toBe(lists.flat().length);
    expect(suiteLists('tls13')).toHaveLength(1);
  });
});

describe('enumeration', () => {
  it('finds versions and suites of a server that offers a few', async () => {
    await using server = await tlsServer({
      minVersion: 'TLSv1.2',
      ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:AES128-SHA:TLS_AES_128_GCM_SHA256',
      dhparam: 'auto',
      honorCipherOrder: true,
    });
    const connector = connectorTo(server);
    const found = await enumerateSuites(connector, 'scan.tls.test');
    expect(offered(found)).toEqual({ ssl3: false, tls10: false, tls11: false, tls12: true, tls13: true });
    expect(found.tls12.facts.suites.map(suiteName)).toEqual([
      'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384',
      'TLS_RSA_WITH_AES_128_CBC_SHA',
    ]);
    expect(found.tls13.facts.suites.map(suiteName)).toEqual(['TLS_AES_128_GCM_SHA256']);
    expect(found.tls12.facts.dhBits).toBe(2048);
    expect(found.tls12.facts.complete && found.tls13.facts.complete).toBe(true);
    expect(connector.connections).toBeLessThanOrEqual(20);
  });

  it('sees the certificates of RSA and of ECDSA', async () => {
    await using server = await tlsServer({ maxVersion: 'TLSv1.2' });
    const found = await enumerateSuites(connectorTo(server), null);
    const leaves = found.tls12.lists.flat().flatMap(({ id, flight }) => {
      const der = flight.certificate?.ders[0];
      return der === undefined ? [] : [`${suiteById(id)?.auth} ${der.length}`];
    });
    expect(new Set(leaves).size).toBe(2);
    expect(found.tls10.facts.suites.length).toBeGreaterThan(3);
  });

  it('stops at a suite that was not offered', async () => {
    await using server = await rawServer((socket) => {
      socket.once('data', () => {
        const body = Buffer.concat([uint(2, 0x0303), Buffer.alloc(32), vector(1), uint(2, 0x0abc), numbers(1, [0])]);
        socket.write(record(CONTENT.handshake, 0x0303, handshakeMessage(HANDSHAKE.serverHello, body)));
        socket.end();
      });
    });
    const connector = connectorTo(server);
    const { tls12 } = await enumerateSuites(connector, null);
    expect(tls12).toMatchObject({ why: 'not_offered', facts: { offered: null, suites: [], complete: false } });
    expect(connector.connections).toBeLessThan(10);
  });

  it('says nothing of a server that never spoke TLS', async () => {
    await using server = await rawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const found = await enumerateSuites(connectorTo(server), null);
    expect(new Set(Object.values(offered(found)))).toEqual(new Set([null]));
    expect(found.tls12.why).toBe('not_tls');
    await using closing = await rawServer((socket) => socket.destroy());
    expect(new Set(Object.values(offered(await enumerateSuites(connectorTo(closing), null))))).toEqual(new Set([null]));
  });

  it('does not take silence for a refusal', async () => {
    await using server = await rawServer(() => undefined);
    const begun = performance.now();
    const found = await enumerateSuites(connectorTo(server, { milliseconds: 400 }), null);
    expect(new Set(Object.values(offered(found)))).toEqual(new Set([null]));
    expect(found.tls13.why).toBe('timeout');
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(server.sockets.size).toBeLessThanOrEqual(8);
  });
});
