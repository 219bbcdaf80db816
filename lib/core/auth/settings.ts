import { givenCredential } from '@/lib/core/auth/credential';
import { env } from '@/lib/core/env';

const MICROSOFT = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
]);
const LOOPBACK = new Set(['127.0.0.1', '[::1]', '::1', 'localhost']);

export type SignInSettings = {
  readonly issuer: string;
  readonly tenantId: string;
  readonly clientId: string;
};

/** True where the local demo provider signs people in: the shell shows a banner. */
export function demoMode(): boolean {
  return env().LAGEBILD_DEMO === 'on';
}

/**
 * The demo provider asks nobody for a password, so the web server of demo mode must listen on loopback.
 * @throws an Error that names the settings when it would listen elsewhere too, as it does in a container
 */
export function refuseOpenDemo(): void {
  const { HOSTNAME } = env();
  if (!demoMode() || LOOPBACK.has(HOSTNAME)) return;
  throw new Error(`LAGEBILD_DEMO: demo mode does not listen on ${HOSTNAME} (HOSTNAME): anybody there could sign in`);
}

/**
 * Where people sign in.
 * @throws an Error that names the setting: without Entra settings, and for an issuer that is neither https on a
 * Microsoft host nor (in demo mode or outside production) on loopback
 */
export function signInSettings(): SignInSettings {
  const { ENTRA_TENANT_ID, ENTRA_CLIENT_ID, ENTRA_ISSUER } = env();
  if (!ENTRA_TENANT_ID || !ENTRA_CLIENT_ID || !givenCredential()) {
    throw new Error('ENTRA_TENANT_ID, ENTRA_CLIENT_ID and a credential are needed (see .env.example)');
  }
  const issuer = ENTRA_ISSUER ?? `https://login.microsoftonline.com/${ENTRA_TENANT_ID}/v2.0`;
  refuseForeignIssuer(new URL(issuer));
  return { issuer, tenantId: ENTRA_TENANT_ID, clientId: ENTRA_CLIENT_ID };
}

function refuseForeignIssuer(issuer: URL): void {
  const loopback = LOOPBACK.has(issuer.hostname);
  if (demoMode()) {
    if (!loopback) throw new Error('ENTRA_ISSUER: demo mode signs in on this machine only');
    return;
  }
  if (issuer.protocol === 'https:' && MICROSOFT.has(issuer.hostname)) return;
  if (loopback && env().NODE_ENV !== 'production') return;
  throw new Error('ENTRA_ISSUER: must be https on a Microsoft sign-in host');
}

/** Where a browser goes to end its session at the provider too. */
export function endSessionUrl(loginHint: string | null): string {
  const { issuer, clientId } = signInSettings();
  const url = new URL(`${issuer.replace(/\/v2\.0\/?$/, '')}/oauth2/v2.0/logout`);
  url.searchParams.set('post_logout_redirect_uri', new URL('/signed-out', env().NEXTAUTH_URL).href);
  url.searchParams.set('client_id', clientId);
  if (loginHint) url.searchParams.set('logout_hint', loginHint);
  return url.href;
}
