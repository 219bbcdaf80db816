import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { ConnectError } from '@/lib/tls/connect/errors';
import { SecureError } from '@/lib/tls/connect/secure';
import type { ScanFacts } from '@/lib/tls/facts';
import { criteriaAt } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import { otherService } from '@/lib/tls/probes/http';
import { schemeName } from '@/lib/tls/registry/schemes';
import { suiteName } from '@/lib/tls/registry/suites';
import { scan } from '@/lib/tls/scan';
import { answerHttp, RSA, tlsServer } from '@/lib/tls/testing/servers';

async function scanOf(options: TlsOptions, work: (socket: Socket) => void = answerHttp()): Promise<ScanFacts> {
  await using server = await tlsServer(options, work);
  return await scan(
    { host: 'scan.tls.test', port: server.port, sni: 'scan.tls.test', address: '127.0.0.1', starttls: null },
    {
      signal: new AbortController().signal,
      deadline: 20_000,
      perAddress: 8,
      switchedOff: [],
      intermediates: [],
      stores: [],
      fetch: null,
      now: new Date(),
    },
  );
}

describe('probes against a server of Node', () => {
  it('tells whose order decides, and gives the server’s own across lists', async () => {
    const ciphers = 'ADH-AES128-SHA:ECDHE-RSA-AES128-SHA:CAMELLIA128-SHA:ECDHE-RSA-AES256-SHA:@SECLEVEL=0';
    const own = await scanOf({ ...RSA, maxVersion: 'TLSv1.2', ciphers, honorCipherOrder: true, dhparam: 'auto' });
    expect(own.protocols.tls12.preference).toBe('server');
    expect(own.protocols.tls12.suites.map(suiteName)).toEqual([
      'TLS_DH_anon_WITH_AES_128_CBC_SHA',
      'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
      'TLS_RSA_WITH_CAMELLIA_128_CBC_SHA',
      'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
    ]);
    const theirs = await scanOf({ maxVersion: 'TLSv1.2', ciphers, honorCipherOrder: false });
    expect(theirs.protocols.tls12.preference).toBe('client');
  });

  it('finds groups of both worlds and the size of DHE', async () => {
    const facts = await scanOf({ ecdhCurve: 'prime256v1:X25519:secp384r1', dhparam: 'auto' });
    const names = (version: 'tls12' | 'tls13') => facts.protocols[version].groups.map(({ name }) => name);
    expect(new Set(names('tls13'))).toEqual(new Set(['secp256r1', 'x25519', 'secp384r1']));
    expect(names('tls12')).toEqual(expect.arrayContaining(['secp256r1', 'x25519', 'secp384r1']));
    expect(facts.protocols.tls12.dhBits).toBeGreaterThanOrEqual(1024);
    expect(facts.dhReused).toBe(false);
  });

  it('finds signature schemes in TLS 1.2 and, decrypted, in TLS 1.3', async () => {
    const sigalgs = 'rsa_pss_rsae_sha256:RSA+SHA512:ecdsa_secp256r1_sha256';
    const both = await scanOf({ sigalgs });
    expect(new Set(both.signatureSchemes.map(schemeName))).toEqual(
      new Set(['rsa_pss_rsae_sha256', 'rsa_pkcs1_sha512', 'ecdsa_secp256r1_sha256']),
    );
    const current = await scanOf({ sigalgs, minVersion: 'TLSv1.3' });
    expect(new Set(current.signatureSchemes.map(schemeName))).toEqual(
      new Set(['rsa_pss_rsae_sha256', 'ecdsa_secp256r1_sha256']),
    );
  });

  it('finds application protocols, encrypted ones among them', async () => {
    expect((await scanOf({ ALPNProtocols: ['h2', 'http/1.1'] })).alpn).toEqual(['h2', 'http/1.1']);
    expect((await scanOf({ ALPNProtocols: ['http/1.1'], minVersion: 'TLSv1.3' })).alpn).toEqual(['http/1.1']);
    expect((await scanOf({})).alpn).toEqual([]);
  });

  it('sees what OpenSSL always does', async () => {
    const facts = await scanOf({});
    expect(facts).toMatchObject({
      extendedMasterSecret: true,
      compression: false,
      fallbackScsv: true,
      downgradeSentinel: true,
      intolerances: [],
    });
    expect(facts.renegotiation.secure).toBe(true);
    expect(facts.resumption).toEqual({ ids: false, tickets: true, psk: true });
    expect(Object.values(facts.probes).filter(({ state }) => state !== 'done')).toEqual([]);
  });

  it('reads status, redirect and HSTS', async () => {
    const facts = await scanOf({}, answerHttp('Server: test', 'Strict-Transport-Security: max-age=9; preload'));
    expect(facts.http).toMatchObject({ status: 200, server: 'test', redirect: null });
    expect(facts.http?.hsts).toMatchObject({ state: 'present', maxAge: 9, preload: true });
  });

  it('follows a redirect on the same host, and no other', async () => {
    const asked: string[] = [];
    const facts = await scanOf({}, async (socket) => {
      const [head] = await once(socket, 'data').catch(() => ['']);
      const [line = ''] = String(head).split('\r\n');
      if (line !== '') asked.push(line);
      const there = line.startsWith('GET /en ');
      socket.end(
        there
          ? 'HTTP/1.1 301 Moved\r\nLocation: https://elsewhere.test/\r\nStrict-Transport-Security: max-age=7\r\n\r\n'
          : 'HTTP/1.1 302 Found\r\nLocation: /en\r\n\r\n',
      );
    });
    expect(facts.http).toMatchObject({ status: 302, redirect: '/en', hsts: { state: 'present', maxAge: 7 } });
    expect(asked.filter((line) => line.startsWith('GET'))).toEqual(['GET / HTTP/1.1', 'GET /en HTTP/1.1']);
  });

  it('says why there was no HTTP: silence tells nothing, another protocol needs none', async () => {
    const silent = await scanOf({}, (socket) => void socket.once('data', () => socket.end()));
    expect(silent.http).toBeNull();
    expect(silent.probes.http).toMatchObject({ state: 'inconclusive' });
    expect(grade(silent, criteriaAt(new Date())).byGuide).toBe(true);
    const imap = await scanOf({}, (socket) => void socket.write('* OK IMAP4rev1 ready\r\n'));
    expect(imap.http).toBeNull();
    expect(imap.probes.http).toMatchObject({ state: 'not_applicable', why: 'other_protocol' });
    const { byGuide, reasons } = grade(imap, criteriaAt(new Date()));
    expect(byGuide).toBe(false);
    expect(reasons.filter(({ rule }) => rule.startsWith('hsts'))).toEqual([]);
  });

  it('takes silence on a port of another service for that service', () => {
    expect(otherService(new ConnectError('closed'), 636)).toBe('other_port');
    expect(otherService(new ConnectError('timeout'), 443)).toBeNull();
    expect(otherService(new SecureError('HPE_INVALID_HEADER_TOKEN'), 8443)).toBeNull();
    expect(otherService(new ConnectError('aborted'), 636)).toBeNull();
  });
});
