import { constants, randomUUID, sign } from 'node:crypto';
import type { Credential } from '@/lib/core/auth/credential';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LIFE_SECONDS = 300;

export type ProofFor = { readonly clientId: string; readonly tokenEndpoint: string; readonly now: Date };

/** The fields of a token request that prove who asks: the secret, or an assertion signed with the certificate's key. */
export function clientProof(credential: Credential, request: ProofFor): Readonly<Record<string, string>> {
  if (credential.kind === 'secret') return { client_secret: credential.secret };
  return { client_assertion_type: ASSERTION_TYPE, client_assertion: assertion(credential, request) };
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A JWT as Entra ID documents it ("application authentication certificate credentials"): PS256, the certificate named by
 * `x5t#S256`, the token endpoint as audience, five minutes of life (RFC 7523).
 */
function assertion(credential: Credential & { kind: 'certificate' }, { clientId, tokenEndpoint, now }: ProofFor) {
  const seconds = Math.floor(now.getTime() / 1000);
  const header = { alg: 'PS256', typ: 'JWT', 'x5t#S256': credential.thumbprint };
  const payload = {
    aud: tokenEndpoint,
    iss: clientId,
    sub: clientId,
    jti: randomUUID(),
    nbf: seconds,
    iat: seconds,
    exp: seconds + LIFE_SECONDS,
  };
  const text = `${encoded(header)}.${encoded(payload)}`;
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return `${text}.${sign('sha256', Buffer.from(text), { key: credential.key, ...pss }).toString('base64url')}`;
}
