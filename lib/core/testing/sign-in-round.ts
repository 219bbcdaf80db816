import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Browser } from '@/identity/testing/browser';
import { sessionCookieName, sessionIdOf } from '@/lib/core/auth/cookie';
import { type AuthHooks, authOptions } from '@/lib/core/auth/options';
import { env } from '@/lib/core/env';

type Handled = {
  readonly body?: unknown;
  readonly redirect?: string;
  readonly cookies?: readonly { readonly name: string; readonly value: string }[];
};
type AuthRequest = {
  readonly action: string;
  readonly method: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, string>>;
};
type AuthHandler = (call: { req: object; options: object }) => Promise<Handled>;

/** The library's core, below the part that needs Next's request store. It is not among the package's exports. */
const require = createRequire(import.meta.url);
const { AuthHandler: handler }: { AuthHandler: AuthHandler } = require(
  join(dirname(require.resolve('next-auth')), 'core/index.js'),
);

const csrfBody = z.object({ csrfToken: z.string() });

/** Our own settings and hooks of next-auth, a browser's cookies, and a provider on loopback: a whole sign-in. */
export class SignInRound {
  readonly #cookies = new Map<string, string>();
  readonly #browser = new Browser(env().NEXTAUTH_URL);

  constructor(private readonly hooks: () => AuthHooks) {}

  async #call(request: AuthRequest): Promise<Handled> {
    const req = { ...request, providerId: 'entra', cookies: Object.fromEntries(this.#cookies), headers: {} };
    const answer = await handler({ req, options: authOptions(this.hooks()) });
    for (const { name, value } of answer.cookies ?? []) this.#cookies.set(name, value);
    return answer;
  }

  /** Signs in as a person of the demo provider; where the browser ends, and the new session's id if there is one. */
  async as(person: string): Promise<{ readonly url: string; readonly sid: string | null }> {
    this.#cookies.delete(sessionCookieName());
    const { csrfToken } = csrfBody.parse((await this.#call({ action: 'csrf', method: 'GET' })).body);
    const body = { csrfToken, callbackUrl: '/', json: 'true' };
    const start = await this.#call({ action: 'signin', method: 'POST', body });
    const page = await this.#browser.go(start.redirect ?? '');
    const back = page.html ? await this.#browser.go(page.url, { person }) : page;
    const query = Object.fromEntries(new URL(back.url).searchParams);
    const { redirect = '' } = await this.#call({ action: 'callback', method: 'GET', query });
    return { url: redirect, sid: await sessionIdOf(this.#cookies.get(sessionCookieName())) };
  }
}
