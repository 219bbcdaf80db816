import { readFileSync } from 'node:fs';
import { identityEnv } from '@/lib/core/env';

export type IdentitySettings = {
  readonly issuer: URL;
  readonly tenant: string;
  readonly appUrl: string;
  readonly clientId: string;
  /** What is registered for the product: a secret, or the PEM of a certificate (its key is not needed here). */
  readonly credential: { readonly secret: string } | { readonly certificate: string };
  readonly switches: {
    /** An authentication context once proven counts for the whole provider session ("every time" is off). */
    readonly lax: boolean;
    /** `acrs` comes without being asked for, as Entra does when the policy happens to be satisfied. */
    readonly opportunistic: boolean;
    /** `auth_time` is an hour old even after a fresh second factor. */
    readonly aged: boolean;
  };
};

const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/**
 * Everything follows from the product's own settings: the provider listens where ENTRA_ISSUER points to.
 * @throws an Error for an issuer that is not `http://<loopback>:<port>/<tenant>/v2.0`
 */
export function identitySettings(): IdentitySettings {
  const env = identityEnv();
  const issuer = new URL(env.ENTRA_ISSUER);
  if (!LOOPBACK.has(issuer.hostname) || issuer.pathname !== `/${env.ENTRA_TENANT_ID}/v2.0`) {
    throw new Error(`ENTRA_ISSUER: the demo provider wants http://127.0.0.1:<port>/${env.ENTRA_TENANT_ID}/v2.0`);
  }
  const on = new Set(env.IDENTITY_SWITCHES.split(','));
  return {
    issuer,
    tenant: env.ENTRA_TENANT_ID,
    appUrl: env.NEXTAUTH_URL,
    clientId: env.ENTRA_CLIENT_ID,
    credential: registered(env),
    switches: { lax: on.has('lax'), opportunistic: on.has('opportunistic'), aged: on.has('aged') },
  };
}

function registered(env: ReturnType<typeof identityEnv>): IdentitySettings['credential'] {
  if (env.ENTRA_CLIENT_SECRET) return { secret: env.ENTRA_CLIENT_SECRET };
  if (env.ENTRA_CLIENT_CERTIFICATE) return { certificate: readFileSync(env.ENTRA_CLIENT_CERTIFICATE, 'utf8') };
  throw new Error('ENTRA_CLIENT_SECRET or ENTRA_CLIENT_CERTIFICATE is needed');
}
