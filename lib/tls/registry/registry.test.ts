import { execFileSync } from 'node:child_process';
import { getCiphers } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { GROUPS, groupFacts } from '@/lib/tls/registry/groups';
import { SIGNATURE_SCHEMES, schemeIds, schemeName } from '@/lib/tls/registry/schemes';
import { isForwardSecret, isTls13Suite, SUITES, suiteById, suiteName } from '@/lib/tls/registry/suites';

describe('cipher suites', () => {
  it('takes IANA names apart', () => {
    expect(suiteById(0xc02f)).toEqual({
      id: 0xc02f,
      name: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      openssl: 'ECDHE-RSA-AES128-GCM-SHA256',
      kx: 'ECDHE',
      auth: 'RSA',
      export: false,
      cipher: 'AES',
      mode: 'aead',
      bits: 128,
      mac: null,
      needsSecret: false,
    });
    expect(suiteById(0x0014)).toMatchObject({
      kx: 'DHE',
      auth: 'RSA',
      export: true,
      cipher: 'DES',
      bits: 40,
      mac: 'sha',
    });
    expect(suiteById(0x0018)).toMatchObject({ kx: 'DHE', auth: 'anon', cipher: 'RC4', mode: 'stream', mac: 'md5' });
    expect(suiteById(0x1303)).toMatchObject({ kx: 'tls13', auth: 'any', cipher: 'CHACHA20', bits: 256 });
    expect(suiteById(0xc0ae)).toMatchObject({ mode: 'aead', bits: 128, mac: null });
    expect(suiteById(0x000a)).toMatchObject({ cipher: '3DES', mode: 'cbc', bits: 112 });
  });

  it('knows a cipher with its bits, and key exchange and authentication, of every one', () => {
    for (const suite of SUITES) {
      expect(suite.bits > 0, suite.name).toBe(suite.cipher !== 'NULL');
      expect(suite.kx === 'tls13', suite.name).toBe(!suite.name.includes('_WITH_'));
    }
    expect(new Set(SUITES.map(({ id }) => id)).size).toBe(SUITES.length);
    expect(SUITES.length).toBeGreaterThan(360);
  });

  it('has every name that Node knows', () => {
    const names = new Set(SUITES.flatMap(({ name, openssl }) => [name.toLowerCase(), openssl?.toLowerCase()]));
    expect(getCiphers().filter((name) => !names.has(name))).toEqual([]);
  });

  it.skipIf(!hasOpenssl())('agrees with the names and numbers of the OpenSSL of this machine', () => {
    const listed = execFileSync('openssl', ['ciphers', '-V', '-stdname', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'], {
      encoding: 'utf8',
    });
    const rows = [...listed.matchAll(/0x(..),0x(..) - (\S+)\s+- (\S+)/g)];
    expect(rows.length).toBeGreaterThan(50);
    for (const [, high = '', low = '', name = '', openssl = ''] of rows) {
      const suite = suiteById(Number.parseInt(high + low, 16));
      expect(suite?.openssl).toBe(openssl);
      if (name !== 'UNKNOWN') expect(suite?.name).toBe(name);
    }
  });

  it('names what nobody registered by its number', () => {
    expect(suiteName(0xc030)).toBe('TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384');
    expect(suiteName(0x0abc)).toBe('0x0ABC');
    expect(suiteById(0x0abc)).toBeNull();
  });

  it('tells forward secrecy and TLS 1.3', () => {
    const secret = (id: number) => SUITES.some((suite) => suite.id === id && isForwardSecret(suite));
    expect([0x1301, 0xc030, 0x009e].every(secret)).toBe(true);
    expect([0x002f, 0xc004, 0x0030].some(secret)).toBe(false);
    expect(SUITES.filter(isTls13Suite).length).toBe(15);
  });
});

describe('groups and signature schemes', () => {
  it('counts curves as RSA keys of like strength', () => {
    expect(groupFacts(29)).toEqual({ id: 29, name: 'x25519', bits: 3072 });
    expect(groupFacts(257)).toEqual({ id: 257, name: 'ffdhe3072', bits: 3072 });
    expect(groupFacts(0x4a4a)).toEqual({ id: 0x4a4a, name: '0x4a4a', bits: 0 });
    expect(new Set(GROUPS.map(({ id }) => id)).size).toBe(GROUPS.length);
  });

  it('finds schemes by the key that signs', () => {
    expect(schemeIds('ecdsa')).toContain(0x0403);
    expect(schemeIds('ecdsa')).not.toContain(0x0804);
    expect(schemeIds()).toHaveLength(SIGNATURE_SCHEMES.length);
    expect(schemeName(0x0804)).toBe('rsa_pss_rsae_sha256');
  });
});

function hasOpenssl(): boolean {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL');
  } catch {
    return false;
  }
}
