import { type Client, custom, errors, Issuer } from 'openid-client';
import { clientProof } from '@/lib/core/auth/client-proof';
import { clientCredential } from '@/lib/core/auth/credential';
import { signInSettings } from '@/lib/core/auth/settings';

/** What the provider says about somebody who signed in a while ago. `error` is a code, never a token. */
export type Refreshed =
  | { readonly outcome: 'confirmed'; readonly claims: unknown; readonly refreshToken: string | null }
  | { readonly outcome: 'refused'; readonly error: string }
  | { readonly outcome: 'unanswered'; readonly error: string };

/** Answers about the person. Any other error is about us or the provider, and says nothing about them. */
const ABOUT_PERSON = new Set(['invalid_grant', 'interaction_required', 'login_required', 'consent_required']);

custom.setHttpOptionsDefaults({ timeout: 10_000 });

const known = new Map<string, Client>();

async function clientFor(issuer: string, clientId: string): Promise<Client> {
  const key = `${issuer} ${clientId}`;
  const before = known.get(key);
  if (before) return before;
  const found = await Issuer.discover(`${issuer}/.well-known/openid-configuration`);
  const client = new found.Client({ client_id: clientId, token_endpoint_auth_method: 'none' });
  client[custom.clock_tolerance] = 10;
  known.set(key, client);
  return client;
}

/**
 * Spends a refresh token (RFC 6749, 6) for an ID token of now, whose signature, issuer and audience are checked.
 * @throws an Error that names the setting where ours are wrong: an expired certificate says nothing about the person
 */
export async function refreshIdentity(refreshToken: string): Promise<Refreshed> {
  const { issuer, clientId } = signInSettings();
  const now = new Date();
  const credential = clientCredential(now);
  try {
    const client = await clientFor(issuer, clientId);
    const { token_endpoint: tokenEndpoint = '' } = client.issuer.metadata;
    const exchangeBody = clientProof(credential, { clientId, tokenEndpoint, now });
    const tokens = await client.refresh(refreshToken, { exchangeBody });
    if (!tokens.id_token) return { outcome: 'unanswered', error: 'no ID token' };
    return { outcome: 'confirmed', claims: tokens.claims(), refreshToken: tokens.refresh_token ?? null };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Refreshed {
  if (error instanceof errors.OPError) {
    const { error: code = 'unknown' } = error;
    return { outcome: ABOUT_PERSON.has(code) ? 'refused' : 'unanswered', error: code };
  }
  return { outcome: 'unanswered', error: error instanceof Error ? error.name : 'unknown' };
}
