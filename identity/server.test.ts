import { createHash, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PEOPLE, personByKey, totpSecret } from './people';
import { startIdentity } from './server';
import type { IdentitySettings } from './settings';
import { Browser, freePort } from './testing/browser';
import { totp } from './totp';
import { WORDS } from './words';

const TENANT = '11111111-1111-4111-8111-111111111111';
const APP = 'http://localhost:3199';
const VERIFIER = 'v'.repeat(64);
const STEP_UP = JSON.stringify({
  id_token: { acrs: { essential: true, value: 'c1' }, auth_time: { essential: true } },
});

type Switches = Partial<IdentitySettings['switches']>;

let server: Server;
let settings: IdentitySettings;

async function start(switches: Switches = {}): Promise<void> {
  const issuer = new URL(`http://127.0.0.1:${await freePort()}/${TENANT}/v2.0`);
  settings = {
    issuer,
    tenant: TENANT,
    appUrl: APP,
    clientId: 'lagebild',
    credential: { secret: 'a-secret-for-tests' },
    switches: { lax: false, opportunistic: false, aged: false, ...switches },
  };
  server = await startIdentity(settings);
}

class TestBrowser extends Browser {
  constructor() {
    super(APP);
  }

  authorize(extra: Record<string, string> = {}) {
    const query = new URLSearchParams({
      client_id: 'lagebild',
      response_type: 'code',
      redirect_uri: `${APP}/api/auth/callback/entra`,
      scope: 'openid profile email',
      state: randomUUID(),
      nonce: randomUUID(),
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      code_challenge_method: 'S256',
      ...extra,
    });
    return this.go(`${settings.issuer.origin}/${TENANT}/oauth2/v2.0/authorize?${query}`);
  }
}

async function claimsAt(callback: string): Promise<Record<string, unknown>> {
  const code = new URL(callback).searchParams.get('code') ?? '';
  const response = await fetch(`${settings.issuer.origin}/${TENANT}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: `${APP}/api/auth/callback/entra`,
      client_id: 'lagebild',
      client_secret: 'a-secret-for-tests',
      code_verifier: VERIFIER,
    }),
  });
  const { id_token: idToken } = z.object({ id_token: z.string() }).parse(await response.json());
  return z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(atob((idToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))));
}

function codeOf(key: string): string {
  const person = personByKey(key) ?? PEOPLE[0];
  return person ? totp(totpSecret(person), new Date()) : '';
}

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

describe('without switches', () => {
  beforeEach(() => start());

  test("has Entra's addresses under the issuer", async () => {
    const answer = await fetch(`${settings.issuer.href}/.well-known/openid-configuration`);
    const base = `${settings.issuer.origin}/${TENANT}`;
    expect(await answer.json()).toMatchObject({
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    });
  });

  test('a new key has a new name: who knows the old one asks for the keys again', async () => {
    const nameOf = async () => {
      const answer = await fetch(`${settings.issuer.origin}/${TENANT}/discovery/v2.0/keys`);
      return z.object({ keys: z.tuple([z.object({ kid: z.string() })]) }).parse(await answer.json()).keys[0].kid;
    };
    const before = await nameOf();
    server.close();
    server.closeAllConnections();
    server = await startIdentity(settings);
    expect(await nameOf()).not.toBe(before);
  });

  test("a person signs in without a second factor and the token has Entra's claims", async () => {
    const browser = new TestBrowser();
    const choose = await browser.authorize();
    expect(choose.html).toContain('Who are you today?');
    const back = await browser.go(choose.url, { person: 'analyst' });
    const claims = await claimsAt(back.url);
    expect(claims).toMatchObject({
      tid: TENANT,
      oid: personByKey('analyst')?.oid,
      roles: ['Lagebild.Analyst'],
      login_hint: 'demo.analyst',
      auth_time: expect.any(Number),
      sid: expect.any(String),
    });
    expect(claims.acrs).toBeUndefined();
    expect(claims.sub).not.toBe(claims.oid);
  });

  test('an essential authentication context asks for the second factor, each time', async () => {
    const browser = new TestBrowser();
    const choose = await browser.authorize();
    await browser.go(choose.url, { person: 'admin' });
    for (const round of [1, 2]) {
      const factor = await browser.authorize({ claims: STEP_UP });
      expect(factor.html, `round ${round}`).toContain('Ada de Vries');
      const wrong = await browser.go(factor.url, { person: 'admin', code: '000000x' });
      expect(wrong.html).toContain('wrong or has run out');
      const back = await browser.go(factor.url, { person: 'admin', code: codeOf('admin') });
      expect(await claimsAt(back.url)).toMatchObject({ acrs: ['c1'] });
    }
  });

  test.each([
    ['it', { ui_locales: 'it' }],
    ['nl', { ui_locales: 'fr nl-BE' }],
    ['en', { ui_locales: '<script>' }],
    ['en', {}],
  ] as const)('the pages speak %s', async (locale, asked) => {
    const browser = new TestBrowser();
    const words = WORDS[locale];
    const choose = await browser.authorize(asked);
    expect(choose.html).toContain(`<html lang="${locale}">`);
    expect(choose.html).toContain(words.choose.heading);
    expect(choose.html).toContain(words.about.auditor);
    const factor = await browser.authorize({ ...asked, claims: STEP_UP, login_hint: 'demo.admin' });
    expect(factor.html).toContain(words.factor.lead.replace('{name}', 'Ada de Vries'));
  });

  test('another person may answer, and cancelling comes back as access_denied', async () => {
    const browser = new TestBrowser();
    const factor = await browser.authorize({ claims: STEP_UP, login_hint: 'demo.admin' });
    const other = await browser.go(factor.url, { person: 'analyst', code: codeOf('analyst') });
    expect(await claimsAt(other.url)).toMatchObject({ oid: personByKey('analyst')?.oid, acrs: ['c1'] });
    const again = await browser.authorize({ claims: STEP_UP });
    const cancelled = await browser.go(again.url, { cancel: '1' });
    expect(new URL(cancelled.url).searchParams.get('error')).toBe('access_denied');
  });
});

test('lax: a context once proven is not asked for again', async () => {
  await start({ lax: true });
  const browser = new TestBrowser();
  const factor = await browser.authorize({ claims: STEP_UP, login_hint: 'demo.admin' });
  await browser.go(factor.url, { person: 'admin', code: codeOf('admin') });
  const second = await browser.authorize({ claims: STEP_UP });
  expect(await claimsAt(second.url)).toMatchObject({ acrs: ['c1'] });
});

test('opportunistic: acrs comes without a second factor', async () => {
  await start({ opportunistic: true });
  const browser = new TestBrowser();
  const choose = await browser.authorize();
  const back = await browser.go(choose.url, { person: 'admin' });
  expect(await claimsAt(back.url)).toMatchObject({ acrs: ['c1'] });
});

test('aged: auth_time is an hour old', async () => {
  await start({ aged: true });
  const browser = new TestBrowser();
  const factor = await browser.authorize({ claims: STEP_UP, login_hint: 'demo.admin' });
  const back = await browser.go(factor.url, { person: 'admin', code: codeOf('admin') });
  const { auth_time: authTime } = await claimsAt(back.url);
  expect(Number(authTime)).toBeLessThan(Date.now() / 1000 - 3000);
});
