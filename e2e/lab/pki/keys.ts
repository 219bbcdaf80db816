import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { KeyKind } from '@/e2e/lab/pki/leaves';

/** RSA with the public exponent 1: whoever knows the certificate can sign with it. No tool makes one, so it is put together. */
function exponentOne(): string {
  const { n, p, q, qi } = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const one = 'AQ';
  const jwk = { kty: 'RSA', n, p, q, qi, e: one, d: one, dp: one, dq: one };
  return createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A new private key, PEM of PKCS #8. */
export function makeKey(kind: KeyKind): string {
  if (kind === 'rsa-e1') return exponentOne();
  const encoding = { type: 'pkcs8', format: 'pem' } as const;
  if (kind === 'ec256') {
    return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(encoding).toString();
  }
  const modulusLength = Number(kind.slice(3));
  return generateKeyPairSync('rsa', { modulusLength }).privateKey.export(encoding).toString();
}
