import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Directory } from './directory';
import { formOf, show } from './interactions';
import { directoryPage } from './pages';
import type { IdentitySettings } from './settings';
import { localeOf } from './words';

/** Shows the directory and changes it. Only forms of this page may: another site's cannot send our origin. */
export async function handleDirectory(
  directory: Directory,
  settings: IdentitySettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', settings.issuer);
  if (request.method === 'POST') {
    if (request.headers.origin !== settings.issuer.origin) throw new Error('the form came from another site');
    change(directory, await formOf(request));
  }
  show(response, directoryPage(localeOf(undefined, request.headers['accept-language']), pathname, directory));
}

function change(directory: Directory, form: URLSearchParams): void {
  for (const [verb, key] of form) {
    if (verb === 'take' || verb === 'give') directory.setWithoutRole(key, verb === 'take');
    if (verb === 'block' || verb === 'unblock') directory.setBlocked(key, verb === 'block');
  }
}
