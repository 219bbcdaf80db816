import type { AuthOptions, LoggerInstance } from 'next-auth';
import type { OAuthConfig, TokenEndpointHandler } from 'next-auth/providers/oauth';
import { errors } from 'openid-client';
import { clientProof } from '@/lib/core/auth/client-proof';
import { authSecret, secureCookies, sessionCookieName, sessionCookieOptions } from '@/lib/core/auth/cookie';
import { type Credential, clientCredential } from '@/lib/core/auth/credential';
import { type SignInSettings, signInSettings } from '@/lib/core/auth/settings';
import { log } from '@/lib/core/log';

/** What the product decides about a sign-in; one object a request. */
export type AuthHooks = {
  /** ID-token claims in; true to go on, else the path to send the browser to. Nothing is written yet. */
  decide(claims: unknown): Promise<true | string>;
  /** After a yes: makes the session and returns its id. The refresh token is for asking again later. */
  open(refreshToken: string | null): Promise<{ sid: string }>;
};

/** Longer than any session row lives: the row alone rules (lib/access/rules.ts). */
const COOKIE_SECONDS = 24 * 3600;

type Claims = Readonly<Record<string, unknown>>;

type Exchange = NonNullable<TokenEndpointHandler['request']>;

/** The library tells its logger the class of an error at most: what is wrong is said here, as long as people wait. */
function credentialInUse(now: Date): Credential {
  try {
    return clientCredential(now);
  } catch (error) {
    log().error({ err: error }, 'nobody can sign in');
    throw error;
  }
}

/**
 * The library's own client authentication knows no certificate thumbprint, which Entra looks for: the proof is ours,
 * all checks of the answer stay the library's.
 */
const exchange: Exchange = async ({ client, params, checks, provider }) => {
  const now = new Date();
  const { token_endpoint: tokenEndpoint = '' } = client.issuer.metadata;
  const exchangeBody = clientProof(credentialInUse(now), { clientId: provider.clientId ?? '', tokenEndpoint, now });
  try {
    return { tokens: await client.callback(provider.callbackUrl, params, checks, { exchangeBody }) };
  } catch (error) {
    if (error instanceof errors.OPError)
      log().error({ error: error.error }, 'the provider gave no token for a sign-in');
    throw error;
  }
};

function entra({ issuer, clientId }: SignInSettings): OAuthConfig<Claims> {
  return {
    id: 'entra',
    name: 'Microsoft Entra ID',
    type: 'oauth',
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    issuer,
    clientId,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    client: { token_endpoint_auth_method: 'none' },
    token: { request: exchange },
    authorization: { params: { scope: 'openid profile email offline_access' } },
    // The library's default of 3.5 s fails on a slow day.
    httpOptions: { timeout: 10_000 },
    profile: (claims) => ({ id: String(claims.oid), name: null, email: null }),
  };
}

/** Codes only: the details may hold tokens or addresses with codes in them. */
const logger: Partial<LoggerInstance> = {
  error: (code, meta) => log().warn({ code, reason: meta instanceof Error ? meta.name : undefined }, 'sign-in failed'),
  warn: (code) => log().debug({ code }, 'sign-in warning'),
  debug: () => undefined,
};

/** Settings of next-auth 4 for one request. The cookie holds `{ sid }`; everything else is in our table. */
export function authOptions(hooks: AuthHooks): AuthOptions {
  return {
    providers: [entra(signInSettings())],
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: COOKIE_SECONDS },
    jwt: { maxAge: COOKIE_SECONDS },
    useSecureCookies: secureCookies(),
    cookies: {
      sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() },
    },
    pages: { signIn: '/signin', error: '/signin', signOut: '/signed-out' },
    callbacks: {
      signIn: ({ profile }) => decided(hooks, profile),
      jwt: async ({ account }) => (account ? hooks.open(account.refresh_token ?? null) : {}),
      session: async ({ session }) => ({ expires: session.expires }),
    },
    logger,
  };
}

/** The message of an error thrown in the `signIn` callback would land in the address bar. */
async function decided(hooks: AuthHooks, claims: unknown): Promise<boolean | string> {
  try {
    return await hooks.decide(claims);
  } catch (error) {
    log().error({ err: error }, 'sign-in could not be decided');
    return '/signin?error=Callback';
  }
}
