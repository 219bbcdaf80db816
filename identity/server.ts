import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Directory } from './directory';
import { handleDirectory } from './directory-page';
import { handleInteraction } from './interactions';
import { createProvider } from './provider';
import type { IdentitySettings } from './settings';
import { localeOf, WORDS } from './words';

/** Listens on loopback at the issuer's port; resolves when it answers. `/health` gives 200. */
export function startIdentity(settings: IdentitySettings, directory = new Directory()): Promise<Server> {
  const provider = createProvider(settings, directory);
  const serveProtocol = provider.callback();
  const discovery = `${settings.issuer.pathname}/.well-known/openid-configuration`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', settings.issuer);
    if (pathname === '/health') {
      response.writeHead(200).end('ok');
      return;
    }
    if (pathname === `/${settings.tenant}/directory`) {
      await handleDirectory(directory, settings, request, response);
      return;
    }
    if (pathname.startsWith(`/${settings.tenant}/login/`)) {
      await handleInteraction(provider, settings, request, response);
      return;
    }
    // The library derives every address from the request's own path; Entra has discovery under the issuer's.
    if (pathname === discovery) request.url = '/.well-known/openid-configuration';
    await serveProtocol(request, response);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(WORDS[localeOf(undefined, request.headers['accept-language'])].runOut);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(settings.issuer.port || 80), '127.0.0.1', () => resolve(server));
  });
}
