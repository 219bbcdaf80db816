import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InteractionResults, Provider } from 'oidc-provider';
import { choosePage, secondFactorPage } from './pages';
import { type DemoPerson, personByKey, personByOid, totpSecret } from './people';
import type { IdentitySettings } from './settings';
import { essentialAcr } from './step-up-policy';
import { checkTotp, totp } from './totp';
import { localeOf } from './words';

const BODY_LIMIT = 4096;
const HOUR = 3600;

export async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > BODY_LIMIT) throw new Error('the form is too long');
  }
  return new URLSearchParams(text);
}

export function show(response: ServerResponse, html: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
}

/** The person of `login_hint`, else whoever is signed in at the provider. */
function expected(hint: unknown, accountId: string | undefined): DemoPerson | undefined {
  const hinted = typeof hint === 'string' ? personByKey(hint.replace(/^demo\./, '')) : undefined;
  return hinted ?? personByOid(accountId);
}

/** The pages between the authorisation request and its answer: who, and where asked for the second factor. */
export async function handleInteraction(
  provider: Provider,
  settings: IdentitySettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params, session } = await provider.interactionDetails(request, response);
  const url = new URL(request.url ?? '/', settings.issuer);
  const acr = essentialAcr(params.claims);
  const locale = localeOf(params.ui_locales, request.headers['accept-language']);
  const finish = (result: InteractionResults) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  const ask = (person: DemoPerson, wrong: boolean) =>
    show(
      response,
      secondFactorPage(locale, url.pathname, { person, code: totp(totpSecret(person), new Date()), wrong }),
    );

  if (request.method !== 'POST') {
    const person = url.searchParams.has('choose') ? undefined : expected(params.login_hint, session?.accountId);
    return acr && person ? ask(person, false) : show(response, choosePage(locale, url.pathname));
  }
  const form = await formOf(request);
  if (form.has('cancel')) return finish({ error: 'access_denied', error_description: 'the person cancelled' });
  const person = personByKey(form.get('person'));
  if (!person) return show(response, choosePage(locale, url.pathname));
  const code = form.get('code');
  if (acr && !(code && checkTotp(totpSecret(person), code, new Date()))) return ask(person, code !== null);
  return finish({ login: loginOf(person, acr, settings.switches.aged || form.has('aged')) });
}

function loginOf(person: DemoPerson, acr: string | null, aged: boolean): NonNullable<InteractionResults['login']> {
  const ts = Math.floor(Date.now() / 1000) - (aged ? HOUR : 0);
  return { accountId: person.oid, ts, remember: true, ...(acr ? { acr, amr: ['mfa'] } : {}) };
}
