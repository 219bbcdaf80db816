import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Directory } from './directory';
import { type DemoPerson, PEOPLE } from './people';

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

const DEMO_NOTE =
  '<p class="demo">This is a demo sign-in on this machine. It behaves like Microsoft Entra ID, but nobody needs a password. Never use it for real data.</p>';

/** @param body HTML whose variable parts are escaped already. The empty icon keeps browsers from asking for one. */
function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

/** Choose a person. */
export function choosePage(action: string): string {
  const buttons = PEOPLE.map(
    ({ key, name, about }) =>
      `<button name="person" value="${key}"><strong>${escapeHtml(name)}</strong><small>${escapeHtml(about)}</small></button>`,
  ).join('');
  return page(
    'Demo sign-in',
    `${DEMO_NOTE}<h1>Who are you today?</h1><p>Choose a person to sign in as.</p><form method="post" action="${escapeHtml(action)}" class="people">${buttons}</form>${cancelForm(action)}`,
  );
}

/** What a tenant's administrator would do in Entra, to see how Lagebild follows: it asks again every 20 minutes. */
export function directoryPage(action: string, directory: Directory): string {
  const rows = PEOPLE.filter(({ roles }) => roles.length > 0).map(({ key, name }) => {
    const [blocked, without] = [directory.isBlocked(key), directory.isWithoutRole(key)];
    const button = (verb: string, text: string) =>
      `<button name="${verb}" value="${key}">${text}<span class="hidden"> ${escapeHtml(name)}</span></button>`;
    return `<p class="row"><strong>${escapeHtml(name)}</strong>${
      without ? button('give', 'Give the role back to') : button('take', 'Take the role from')
    }${blocked ? button('unblock', 'Let in again') : button('block', 'Block')}</p>`;
  });
  return page(
    'Demo directory',
    `${DEMO_NOTE}<h1>Directory</h1><p>Lagebild asks again within 20 minutes and acts on what it hears.</p><form method="post" action="${escapeHtml(action)}">${rows.join('')}</form>`,
  );
}

/** The second factor; as demo help it shows the code that an authenticator app would. */
export function secondFactorPage(action: string, person: DemoPerson, code: string, wrong: boolean): string {
  const error = wrong ? '<p class="error" role="alert" id="wrong">That code is wrong or has run out.</p>' : '';
  return page(
    'Demo second factor',
    `${DEMO_NOTE}<h1>Confirm that it is you</h1><p>${escapeHtml(person.name)}, type the six digits of your authenticator app.</p>${error}<form method="post" action="${escapeHtml(action)}"><input type="hidden" name="person" value="${person.key}"><div class="row"><label for="code">Code</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required autofocus><button>Confirm</button></div><p>Demo help, the current code: <output id="current-code">${code}</output></p><p><button name="aged" value="1">Confirm with an hour-old proof</button><br><small>To see how Lagebild refuses it.</small></p></form><form method="get" action="${escapeHtml(action)}"><input type="hidden" name="choose" value="1"><button>Somebody else…</button></form>${cancelForm(action)}`,
  );
}

function cancelForm(action: string): string {
  return `<form method="post" action="${escapeHtml(action)}" class="row"><button name="cancel" value="1">Cancel</button></form>`;
}

/** Entra with a `logout_hint` signs out without asking: the form sends itself. */
export function logoutPage(ctx: KoaContextWithOIDC, form: string): void {
  ctx.body = page(
    'Signing out',
    `<h1>Signing out…</h1>${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button><script>var f=document.getElementById('op.logoutForm');var i=document.createElement('input');i.type='hidden';i.name='logout';i.value='yes';f.appendChild(i);f.submit();</script>`,
  );
}

export function signedOutPage(ctx: KoaContextWithOIDC): void {
  ctx.body = page('Signed out', '<h1>Signed out of the demo</h1><p>This window can be closed.</p>');
}
