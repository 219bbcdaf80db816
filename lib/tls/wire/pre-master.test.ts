import { createPublicKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ecPair, issue, rsaPair } from '@/lib/tls/testing/pki';
import { WireError } from '@/lib/tls/wire/bytes';
import type { ServerKeyExchange } from '@/lib/tls/wire/key-exchange';
import { dhePreMaster, ecdhePreMaster, rsaKeyExchange, rsaKeyOf, rsaPreMaster } from '@/lib/tls/wire/pre-master';

const dhe = (p: Buffer, g: Buffer, publicKey: Buffer): ServerKeyExchange => ({
  group: { id: null, name: 'dh', bits: p.length * 8 },
  publicKey,
  scheme: null,
  dh: { p, g },
});

const ecdhe = (id: number, publicKey: Buffer): ServerKeyExchange => ({
  group: { id, name: 'group', bits: 3072 },
  publicKey,
  scheme: null,
  dh: null,
});

test('Diffie-Hellman gives the secret that arithmetic says, without leading zeros', () => {
  const { secret, message } = dhePreMaster(dhe(Buffer.of(23), Buffer.of(5), Buffer.of(8)));
  const ours = message.readUInt8(message.length - 1);
  // 8 is 5^6 mod 23: both sides must find ours^6.
  expect(secret.readUInt8(0)).toBe(ours ** 6 % 23);
});

describe('what a hostile server may send', () => {
  test.each([
    ['a prime of 0', dhe(Buffer.alloc(0), Buffer.of(2), Buffer.of(2))],
    ['a prime of 1', dhe(Buffer.of(1), Buffer.of(2), Buffer.of(1))],
    ['a prime of 8192 bits', dhe(randomBytes(1024), Buffer.of(2), randomBytes(1024))],
    ['a public value longer than the prime', dhe(randomBytes(128), Buffer.of(2), randomBytes(129))],
  ])('%s', (_name, exchange) => {
    expect(() => dhePreMaster(exchange)).toThrow(WireError);
  });

  test.each([
    ['a point of X25519 that is too short', ecdhe(29, Buffer.alloc(31))],
    ['a point of small order', ecdhe(29, Buffer.alloc(32))],
    ['a point that is not on the curve', ecdhe(23, Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]))],
    ['no point', ecdhe(24, Buffer.alloc(0))],
    ['a group that nobody offered', ecdhe(4711, randomBytes(32))],
  ])('%s', (_name, exchange) => {
    expect(() => ecdhePreMaster(exchange)).toThrow(WireError);
  });

  test.each([
    ['no certificate', randomBytes(200)],
    ['half of one', issue({ name: 'half', pair: rsaPair(1024) }).der.subarray(0, 200)],
    ['another kind of key', issue({ name: 'ec', pair: ecPair() }).der],
  ])('%s', (_name, der) => {
    expect(() => rsaKeyOf(der)).toThrow(WireError);
  });

  test('a key that is too short for a secret', () => {
    const n = Buffer.alloc(32, 0xc1).toString('base64url');
    const key = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' });
    expect(() => rsaPreMaster(key, 0x0303)).toThrow(WireError);
  });

  test('a modulus that the block does not fit below', () => {
    const n = Buffer.concat([Buffer.of(1), Buffer.alloc(127, 0x11)]).toString('base64url');
    const key = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' });
    expect(() => rsaKeyExchange(key, Buffer.alloc(128, 0x7f))).toThrow(WireError);
  });

  test('the shortest key that OpenSSL makes just fits', () => {
    const { secret } = rsaPreMaster(rsaKeyOf(issue({ name: 'short', pair: rsaPair(512) }).der), 0x0303);
    expect(secret.readUInt16BE(0)).toBe(0x0303);
  });
});
