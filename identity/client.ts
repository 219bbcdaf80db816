import { X509Certificate } from 'node:crypto';
import { type ClientMetadata, type Configuration, errors } from 'oidc-provider';
import type { IdentitySettings } from './settings';

type Registration = Pick<
  ClientMetadata,
  'client_secret' | 'jwks' | 'token_endpoint_auth_method' | 'token_endpoint_auth_signing_alg'
>;

/** How the product must prove itself at the token endpoint: by what was registered for it, and by nothing else. */
export function clientRegistration(credential: IdentitySettings['credential']): Registration {
  if ('secret' in credential) {
    return { client_secret: credential.secret, token_endpoint_auth_method: 'client_secret_post' };
  }
  const key = new X509Certificate(credential.certificate).publicKey.export({ format: 'jwk' });
  return {
    jwks: { keys: [{ kty: 'RSA', n: key.n, e: key.e, use: 'sig', alg: 'PS256' }] },
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'PS256',
  };
}

/** Signature, issuer, expiry and single use the library judges; what Entra asks beyond that is here. */
export function entraAssertion(settings: IdentitySettings): Configuration['assertJwtClientAuthClaimsAndHeader'] {
  const { credential, issuer, tenant, clientId } = settings;
  const thumbprint = 'certificate' in credential ? thumbprintOf(credential.certificate) : null;
  const audience = `${issuer.origin}/${tenant}/oauth2/v2.0/token`;
  return (_ctx, claims, header) => {
    if (header.typ !== 'JWT') throw new errors.InvalidClientAuth('AADSTS50027: typ must be JWT');
    if (header['x5t#S256'] !== thumbprint) {
      throw new errors.InvalidClientAuth('AADSTS700027: the certificate of the thumbprint is not registered');
    }
    if (claims.aud !== audience) throw new errors.InvalidClientAuth('AADSTS700023: wrong audience');
    if (claims.sub !== clientId) throw new errors.InvalidClientAuth('AADSTS700021: wrong subject');
  };
}

function thumbprintOf(pem: string): string {
  return Buffer.from(new X509Certificate(pem).fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
}
