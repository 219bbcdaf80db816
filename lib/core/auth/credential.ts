import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { env } from '@/lib/core/env';

/** What the product proves itself with at the provider's token endpoint. */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  | {
      readonly kind: 'certificate';
      readonly key: KeyObject;
      /** SHA-256 over the certificate's DER form, base64url (RFC 7515 4.1.8). */
      readonly thumbprint: string;
    };

/** Which credential is set. The file of a certificate is not read yet. */
export function givenCredential() {
  const { ENTRA_CLIENT_SECRET: secret, ENTRA_CLIENT_CERTIFICATE: path } = env();
  if (secret && path) throw new Error('ENTRA_CLIENT_SECRET and ENTRA_CLIENT_CERTIFICATE are both set: keep one');
  if (secret) return { kind: 'secret', secret } as const;
  if (path) return { kind: 'certificate', path } as const;
  return null;
}

/**
 * The credential in use. A certificate is read anew each time, so that a replaced file needs no restart.
 * @throws an Error of one line that names the setting and what is wrong
 */
export function clientCredential(now: Date): Credential {
  const given = givenCredential();
  if (!given) throw new Error('ENTRA_CLIENT_SECRET or ENTRA_CLIENT_CERTIFICATE is needed (see .env.example)');
  return given.kind === 'secret' ? given : fromPem(read(given.path), given.path, now);
}

function wrong(path: string, what: string): Error {
  return new Error(`ENTRA_CLIENT_CERTIFICATE: ${path} ${what}`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw wrong(path, `cannot be read (${code})`);
  }
}

function fromPem(pem: string, path: string, now: Date): Credential {
  const key = parsed(() => createPrivateKey(pem));
  if (!key) throw wrong(path, 'has no private key that can be read (PEM, without a passphrase)');
  const certificate = parsed(() => new X509Certificate(pem));
  if (!certificate) throw wrong(path, 'has no certificate (PEM)');
  if (key.asymmetricKeyType !== 'rsa') throw wrong(path, 'has no RSA key: Entra ID takes no other');
  if (!certificate.checkPrivateKey(key)) throw wrong(path, 'has a key that does not belong to its certificate');
  if (now < new Date(certificate.validFrom)) throw wrong(path, `is not valid before ${certificate.validFrom}`);
  if (now >= new Date(certificate.validTo)) throw wrong(path, `has expired on ${certificate.validTo}`);
  const thumbprint = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
  return { kind: 'certificate', key, thumbprint };
}

function parsed<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
