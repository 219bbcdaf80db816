import { z } from 'zod';

const csrfAnswer = z.object({ csrfToken: z.string() });
const startAnswer = z.object({ url: z.string() });

/**
 * Starts a sign-in in the browser and leaves the page. `parameters` go into the authorisation request.
 * @throws an Error when the product cannot be reached; nothing changed then
 */
export async function startSignIn(callbackUrl: string, parameters: Readonly<Record<string, string>> = {}) {
  const csrf = csrfAnswer.parse(await json(await fetch('/api/auth/csrf', { cache: 'no-store' })));
  // The provider's pages speak the language of ours.
  const asked = new URLSearchParams({ ui_locales: document.documentElement.lang, ...parameters });
  const answer = await fetch(`/api/auth/signin/entra?${asked}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken: csrf.csrfToken, callbackUrl, json: 'true' }),
  });
  window.location.assign(startAnswer.parse(await json(answer)).url);
}

async function json(answer: Response): Promise<unknown> {
  if (!answer.ok) throw new Error(`sign-in could not start (${answer.status})`);
  return answer.json();
}

/** The OpenID `claims` parameter (OpenID Connect Core 5.5) that asks Entra for an authentication context, afresh. */
export function stepUpClaims(acr: string): string {
  return JSON.stringify({ id_token: { acrs: { essential: true, value: acr }, auth_time: { essential: true } } });
}
