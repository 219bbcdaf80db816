import { describe, expect, it } from 'vitest';
import { factsSchema } from '@/lib/tls/facts';
import { suiteName } from '@/lib/tls/registry/suites';
import { type ScanOptions, type ScanTarget, scan } from '@/lib/tls/scan';
import { rawServer, tlsServer } from '@/lib/tls/testing/servers';
import { AGREEABLE_GROUPS, X25519_MLKEM768 } from '@/lib/tls/wire/agreement';

const target = (port: number, more: Partial<ScanTarget> = {}): ScanTarget => ({
  host: 'scan.tls.test',
  port,
  sni: 'scan.tls.test',
  address: '127.0.0.1',
  starttls: null,
  ...more,
});

const options = (more: Partial<ScanOptions> = {}): ScanOptions => ({
  signal: new AbortController().signal,
  deadline: 20_000,
  perAddress: 8,
  switchedOff: [],
  intermediates: [],
  stores: [],
  fetch: null,
  now: new Date(),
  ...more,
});

describe('scan', () => {
  it('gives facts that the schema reads back: versions, suites, both chains', async () => {
    await using server = await tlsServer({ honorCipherOrder: true });
    const facts = await scan(target(server.port), options());
    expect(factsSchema.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
    expect(facts.protocols.tls13.suites.map(suiteName)).toContain('TLS_AES_256_GCM_SHA384');
    expect(facts.protocols.tls10.offered).toBe(true);
    expect(facts.protocols.ssl2.offered).toBe(false);
    expect(facts.chains.map(({ sent }) => sent[0]?.key.kind).sort()).toEqual(['ec', 'rsa']);
    expect(facts.chains.every(({ nameMatches }) => nameMatches)).toBe(true);
  });

  const hybrid = AGREEABLE_GROUPS.includes(X25519_MLKEM768) ? ['X25519MLKEM768'] : [];
  it.each(['secp384r1', 'x448', 'ffdhe4096', 'brainpoolP384r1tls13', ...hybrid])(
    'reads the encrypted chains and the HTTP of a server that speaks TLS 1.3 in %s alone',
    async (ecdhCurve) => {
      await using server = await tlsServer({ minVersion: 'TLSv1.3', ecdhCurve });
      const facts = await scan(target(server.port), options());
      expect(facts.protocols.tls12.offered).toBe(false);
      expect(facts.http?.status).toBe(200);
      expect(facts.chains.map(({ sent }) => sent[0]?.key.kind).sort()).toEqual(['ec', 'rsa']);
    },
  );

  it('knows nothing of a server that is not there, and says why', async () => {
    const server = await rawServer(() => undefined);
    await server[Symbol.asyncDispose]();
    const facts = await scan(target(server.port), options());
    expect(Object.values(facts.protocols).map(({ offered }) => offered)).toEqual(Array(6).fill(null));
    expect(facts.probes.protocols).toMatchObject({ state: 'inconclusive', why: 'refused' });
    expect(facts.chains).toEqual([]);
  });

  it('leaves out what is switched off, and tells of its progress', async () => {
    await using server = await tlsServer();
    const seen: string[] = [];
    const onProgress: ScanOptions['onProgress'] = ({ probe, done, total }) => seen.push(`${probe} ${done}/${total}`);
    const facts = await scan(target(server.port), options({ switchedOff: ['certificates'], onProgress }));
    expect(facts.probes.certificates).toMatchObject({ state: 'switched_off', connections: 0 });
    expect(seen[0]).toMatch(/^protocols 1\//);
    expect(seen).toHaveLength(Object.keys(facts.probes).length);
  });

  it('ends at once when it is aborted', async () => {
    await using server = await rawServer(() => undefined);
    const ending = new AbortController();
    setTimeout(() => ending.abort(), 50);
    await expect(scan(target(server.port), options({ signal: ending.signal }))).rejects.toThrow('aborted');
    await expect.poll(() => server.sockets.size).toBe(0);
  });
});
