import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Locale } from '@/lib/core/i18n/locales';
import type { Directory } from './directory';
import { type DemoPerson, PEOPLE } from './people';
import { localeOf, WORDS, type Words } from './words';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const STYLE = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText}
main{width:min(26rem,calc(100vw - 2rem));padding:1.5rem 0}
h1{font-size:1.35rem;margin:0 0 .25rem}
p{margin:.25rem 0 1rem}
.demo{border-left:3px solid #b45309;padding:.25rem .75rem;margin-bottom:1.5rem}
form{margin:0}
button{font:inherit;cursor:pointer;border-radius:.5rem;border:1px solid GrayText;background:ButtonFace;color:ButtonText;padding:.6rem .9rem;min-height:2.75rem}
button:focus-visible,input:focus-visible{outline:3px solid Highlight;outline-offset:2px}
.people{display:grid;gap:.5rem}
.people button{width:100%;text-align:left}
.people small{display:block}
input{font:inherit;font-size:1.25rem;letter-spacing:.2em;padding:.5rem;width:9rem;border:1px solid GrayText;border-radius:.5rem}
output{font-family:ui-monospace,monospace;font-size:1.25rem;letter-spacing:.2em}
.row{display:flex;gap:.75rem;align-items:center;flex-wrap:wrap;margin:1rem 0}
.hidden{position:absolute;clip-path:inset(50%)}
.error{color:#b91c1c;font-weight:600}
@media (prefers-color-scheme:dark){.error{color:#fca5a5}}`;

/** @param body HTML whose variable parts are escaped already. The empty icon keeps browsers from asking for one. */
function page(locale: Locale, title: string, body: string): string {
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function demoNote({ demoNote: note }: Words): string {
  return `<p class="demo">${escapeHtml(note)}</p>`;
}

/** Choose a person. */
export function choosePage(locale: Locale, action: string): string {
  const words = WORDS[locale];
  const { title, heading, lead } = words.choose;
  const buttons = PEOPLE.map(
    ({ key, name }) =>
      `<button name="person" value="${key}"><strong>${escapeHtml(name)}</strong><small>${escapeHtml(words.about[key])}</small></button>`,
  ).join('');
  return page(
    locale,
    title,
    `${demoNote(words)}<h1>${escapeHtml(heading)}</h1><p>${escapeHtml(lead)}</p><form method="post" action="${escapeHtml(action)}" class="people">${buttons}</form>${cancelForm(words, action)}`,
  );
}

/** What a tenant's administrator would do in Entra, to see how Lagebild follows: it asks again every 20 minutes. */
export function directoryPage(locale: Locale, action: string, directory: Directory): string {
  const words = WORDS[locale];
  const { title, heading, lead, ...verbs } = words.directory;
  const rows = PEOPLE.filter(({ roles }) => roles.length > 0).map(({ key, name }) => {
    const [blocked, without] = [directory.isBlocked(key), directory.isWithoutRole(key)];
    const button = (verb: keyof typeof verbs) =>
      `<button name="${verb}" value="${key}">${escapeHtml(verbs[verb])}<span class="hidden"> ${escapeHtml(name)}</span></button>`;
    return `<p class="row"><strong>${escapeHtml(name)}</strong>${button(without ? 'give' : 'take')}${button(blocked ? 'unblock' : 'block')}</p>`;
  });
  return page(
    locale,
    title,
    `${demoNote(words)}<h1>${escapeHtml(heading)}</h1><p>${escapeHtml(lead)}</p><form method="post" action="${escapeHtml(action)}">${rows.join('')}</form>`,
  );
}

/** What a second-factor page is about. `code` is shown as demo help: what an authenticator app would show. */
type Asked = { readonly person: DemoPerson; readonly code: string; readonly wrong: boolean };

/** The second factor. */
export function secondFactorPage(locale: Locale, action: string, { person, code, wrong }: Asked): string {
  const words = WORDS[locale];
  const say = (name: keyof Words['factor']) => escapeHtml(words.factor[name]);
  const lead = escapeHtml(words.factor.lead.replace('{name}', person.name));
  const error = wrong ? `<p class="error" role="alert" id="wrong">${say('wrong')}</p>` : '';
  return page(
    locale,
    words.factor.title,
    `${demoNote(words)}<h1>${say('heading')}</h1><p>${lead}</p>${error}<form method="post" action="${escapeHtml(action)}"><input type="hidden" name="person" value="${person.key}"><div class="row"><label for="code">${say('code')}</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required autofocus><button>${say('confirm')}</button></div><p>${say('help')} <output id="current-code">${code}</output></p><p><button name="aged" value="1">${say('aged')}</button><br><small>${say('agedHint')}</small></p></form><form method="get" action="${escapeHtml(action)}"><input type="hidden" name="choose" value="1"><button>${say('other')}</button></form>${cancelForm(words, action)}`,
  );
}

function cancelForm({ cancel }: Words, action: string): string {
  return `<form method="post" action="${escapeHtml(action)}" class="row"><button name="cancel" value="1">${escapeHtml(cancel)}</button></form>`;
}

/** Entra with a `logout_hint` signs out without asking: the form sends itself. */
export function logoutPage(ctx: KoaContextWithOIDC, form: string): void {
  const locale = localeOf(undefined, ctx.get('accept-language'));
  const { title, heading, verb } = WORDS[locale].signingOut;
  ctx.body = page(
    locale,
    title,
    `<h1>${escapeHtml(heading)}</h1>${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">${escapeHtml(verb)}</button><script>var f=document.getElementById('op.logoutForm');var i=document.createElement('input');i.type='hidden';i.name='logout';i.value='yes';f.appendChild(i);f.submit();</script>`,
  );
}

export function signedOutPage(ctx: KoaContextWithOIDC): void {
  const locale = localeOf(undefined, ctx.get('accept-language'));
  const { title, heading, lead } = WORDS[locale].signedOut;
  ctx.body = page(locale, title, `<h1>${escapeHtml(heading)}</h1><p>${escapeHtml(lead)}</p>`);
}
