import { describe, expect, it } from 'vitest';
import { CLIENTS } from '@/lib/tls/clients/client';
import { outcome, simulations } from '@/lib/tls/clients/simulate';
import { enumerateSuites } from '@/lib/tls/probes/suites';
import type { ProbeContext } from '@/lib/tls/probes/types';
import { suiteById, suiteName } from '@/lib/tls/registry/suites';
import { connectorTo, tlsServer } from '@/lib/tls/testing/servers';
import { alpn } from '@/lib/tls/wire/extensions';
import { parseServerHello } from '@/lib/tls/wire/server-hello';

const client = (id: string) => {
  const found = CLIENTS.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

async function simulated(options: Parameters<typeof tlsServer>[0]) {
  await using server = await tlsServer(options);
  const connector = connectorTo(server);
  const context: ProbeContext = {
    connector,
    sni: 'scan.tls.test',
    found: await enumerateSuites(connector, null),
    signal: connector.signal,
  };
  const { facts } = await simulations.run(context);
  return (id: string) => {
    const found = facts?.simulations?.find((each) => each.client === id);
    if (found === undefined) throw new Error(id);
    return [found.version, found.suite === null ? null : suiteName(found.suite), found.group?.name, found.failure];
  };
}

describe('descriptions of clients', () => {
  it('are many, current and old, told apart by their ids, and say where they come from', () => {
    expect(CLIENTS.length).toBeGreaterThanOrEqual(24);
    expect(new Set(CLIENTS.map(({ id }) => id)).size).toBe(CLIENTS.length);
    expect(CLIENTS.filter(({ current }) => current).length).toBeGreaterThanOrEqual(10);
    expect(CLIENTS.every(({ source }) => source.length > 10)).toBe(true);
  });

  it('name suites that exist, and shares for groups that are on offer', () => {
    for (const { id, suites, shares, groups } of CLIENTS) {
      expect(
        suites.filter((suite) => suite !== 0x00ff && suiteById(suite) === null),
        id,
      ).toEqual([]);
      expect(
        shares.filter((share) => !groups.includes(share)),
        id,
      ).toEqual([]);
      expect(new Set(suites).size, id).toBe(suites.length);
    }
  });
});

describe('simulation', () => {
  it('gives each client what the server would', async () => {
    const found = await simulated({ minVersion: 'TLSv1' });
    const hybrid = process.versions.openssl.startsWith('3.5') ? 'X25519MLKEM768' : 'x25519';
    expect(found('chrome-current')).toEqual(['tls13', 'TLS_AES_256_GCM_SHA384', hybrid, null]);
    expect(found('openssl-3')).toEqual(['tls13', 'TLS_AES_256_GCM_SHA384', 'x25519', null]);
    expect(found('java-8').slice(0, 2)).toEqual(['tls12', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384']);
    expect(found('java-7')[0]).toBe('tls10');
    expect(found('ie-8-xp')).toEqual([null, null, undefined, 'handshake_failure']);
  });

  it('says why old clients fail at a server of today', async () => {
    const found = await simulated({ minVersion: 'TLSv1.3' });
    expect(found('go-current')[0]).toBe('tls13');
    expect(found('openssl-1.0.2')).toEqual([null, null, undefined, 'protocol_version']);
  });

  it('does not accept what the client did not offer', () => {
    const hello = (version: string, suite: string) =>
      parseServerHello(Buffer.from(`${version}${'00'.repeat(32)}00${suite}00`, 'hex'));
    const flight = { certificate: null, staple: null, keyExchange: null, done: true, cut: null };
    const of = (id: string, version: string, suite: string) =>
      outcome(client(id), { kind: 'hello', hello: hello(version, suite), flight }).failure;
    expect(of('java-8', '0303', 'c02f')).toBeNull();
    expect(of('java-8', '0303', 'cca8')).toBe('illegal_parameter');
    expect(of('chrome-current', '0302', 'c013')).toBe('protocol_version');
    expect(of('java-7', '0303', 'c013')).toBe('protocol_version');
    const keyExchange = {
      group: { id: null, name: 'dh768', bits: 768 },
      publicKey: Buffer.alloc(1),
      scheme: null,
      dh: { p: Buffer.alloc(96, 1), g: Buffer.alloc(1) },
    };
    const answer = { kind: 'hello', hello: hello('0303', '009e'), flight: { ...flight, keyExchange } } as const;
    expect(outcome(client('java-8'), answer).failure).toBe('dh_too_small');
    expect(outcome(client('openssl-0.9.8'), { ...answer, hello: hello('0301', '0033') }).failure).toBeNull();
  });

  it('offers the protocols of the description', () => {
    expect(alpn(client('chrome-current').alpn).data.toString('latin1')).toBe('\0\x0c\x02h2\x08http/1.1');
  });
});
