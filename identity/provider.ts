import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { type AccountClaims, type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { clientRegistration, entraAssertion } from './client';
import type { Directory } from './directory';
import { logoutPage, signedOutPage } from './pages';
import type { DemoPerson } from './people';
import type { IdentitySettings } from './settings';
import { essentialAcr, stepUpPolicy } from './step-up-policy';

const DAY = 24 * 3600;

/** What the authorisation code (at the token endpoint) knows about the sign-in. */
type Grounds = { claims?: { id_token?: unknown }; acr?: string; sessionUid?: string };

function claimsFor(person: DemoPerson, grounds: Grounds, opportunistic: boolean, tenant: string): AccountClaims {
  const asked = essentialAcr(JSON.stringify(grounds.claims ?? {}));
  const proven = opportunistic ? (grounds.acr ?? 'c1') : grounds.acr;
  const issued = proven && (opportunistic || asked === proven) ? [proven] : undefined;
  return {
    sub: person.oid,
    tid: tenant,
    oid: person.oid,
    name: person.name,
    preferred_username: person.email,
    email: person.email,
    roles: person.roles.length > 0 ? person.roles : undefined,
    acrs: issued,
    sid: createHash('sha256')
      .update(grounds.sessionUid ?? '')
      .digest('hex')
      .slice(0, 32),
    login_hint: `demo.${person.key}`,
  };
}

/** Skips consent: an administrator granted it for the tenant. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { oidc } = ctx;
  const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
  grant.addOIDCScope('openid profile email offline_access');
  grant.addOIDCClaims(['acrs', 'auth_time']);
  await grant.save();
  return grant;
}

function configuration(settings: IdentitySettings, directory: Directory): Configuration {
  const { tenant, clientId, credential, appUrl, switches } = settings;
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return {
    clients: [
      {
        client_id: clientId,
        ...clientRegistration(credential),
        redirect_uris: [new URL('/api/auth/callback/entra', appUrl).href],
        post_logout_redirect_uris: [new URL('/signed-out', appUrl).href],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        require_auth_time: true,
        // The product runs on loopback too: plain http is right for a demo.
        application_type: 'web',
      },
    ],
    jwks: { keys: [{ ...key, alg: 'RS256', use: 'sig', kid: randomUUID() }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: {
      openid: ['sub', 'tid', 'oid', 'roles', 'acrs', 'sid', 'login_hint'],
      profile: ['name', 'preferred_username'],
      email: ['email'],
    },
    conformIdTokenClaims: false,
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: async (_ctx, accountId, client) =>
      createHash('sha256').update(`${accountId}/${client.clientId}`).digest('base64url'),
    pkce: { required: () => true },
    assertJwtClientAuthClaimsAndHeader: entraAssertion(settings),
    features: {
      claimsParameter: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: logoutPage, postLogoutSuccessSource: signedOutPage },
    },
    routes: {
      authorization: `/${tenant}/oauth2/v2.0/authorize`,
      token: `/${tenant}/oauth2/v2.0/token`,
      end_session: `/${tenant}/oauth2/v2.0/logout`,
      jwks: `/${tenant}/discovery/v2.0/keys`,
      userinfo: `/${tenant}/oidc/userinfo`,
    },
    interactions: {
      policy: stepUpPolicy(switches.lax),
      url: (_ctx, interaction) => `/${tenant}/login/${interaction.uid}`,
    },
    findAccount: (_ctx, sub, token) => {
      const person = directory.person(sub);
      if (!person) return undefined;
      return { accountId: sub, claims: () => claimsFor(person, token ?? {}, switches.opportunistic, tenant) };
    },
    // Entra asks no consent for offline_access of its own tenant's apps. Stricter than Entra: each token is good once.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    loadExistingGrant: grantEverything,
    ttl: {
      Session: DAY,
      Interaction: 3600,
      Grant: DAY,
      IdToken: 3600,
      AuthorizationCode: 60,
      AccessToken: 3600,
      RefreshToken: DAY,
    },
    renderError: (ctx, out) => {
      ctx.type = 'text';
      ctx.body = `${out.error}: ${out.error_description ?? ''}`;
    },
  };
}

/** An OpenID provider with Entra's addresses and claims, in memory. It is a demo: nobody needs a password. */
export function createProvider(settings: IdentitySettings, directory: Directory): Provider {
  return new Provider(settings.issuer.href, configuration(settings, directory));
}
