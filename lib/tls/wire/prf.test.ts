import { expect, test } from 'vitest';
import { suiteById } from '@/lib/tls/registry/suites';
import { type PrfHash, prf, prfHashOf } from '@/lib/tls/wire/prf';

const SECRET = Buffer.from('9bbe436ba940f017b17652849a71db35', 'hex');
const SEED = Buffer.from('a0ba9f936cda311827a6f796ffd5198c', 'hex');

/** SHA-256: the vector that the TLS working group's list has used since 2009. The others are `openssl kdf TLS1-PRF`'s. */
test.each<[PrfHash, number, string]>([
  [
    'sha256',
    100,
    'e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17' +
      'abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66',
  ],
  ['md5sha1', 32, '661740e6f98bc901efd2738502a71c03f76dd2f86298549b1148eff06714cf0f'],
  [
    'sha384',
    64,
    'dd88775cd827187b67a3f7652b5c13f715791cc46e0274a6d3fb16651103defc544cd8afb68369a219bb918b8b21ddb1764af0a70339e6dec085e574f655851b',
  ],
])('derives with %s what others derive', (hash, length, expected) => {
  expect(prf(hash, SECRET, 'test label', SEED, length).toString('hex')).toBe(expected);
});

test('splits a secret of odd length so that both halves share its middle byte (RFC 2246, section 5)', () => {
  expect(prf('md5sha1', SECRET.subarray(0, 15), 'test label', SEED, 32).toString('hex')).toBe(
    '9cdd9053742667b628ac7c1c747825e1fcb0f2b91ed98fc3f52e811e4e0f1054',
  );
});

test('takes the hash of the suite in TLS 1.2, and both old ones before it', () => {
  const [sha1, sha384] = [suiteById(0xc013), suiteById(0xc028)];
  if (!sha1 || !sha384) throw new Error('suites');
  expect([prfHashOf(0x0302, sha384), prfHashOf(0x0303, sha1), prfHashOf(0x0303, sha384)]).toEqual([
    'md5sha1',
    'sha256',
    'sha384',
  ]);
});
