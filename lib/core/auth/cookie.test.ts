import { ResponseCookies } from 'next/dist/server/web/spec-extension/cookies';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

/** The header with which the sign-out takes the cookie back. */
async function takenBack(url: string): Promise<string> {
  vi.stubEnv('NEXTAUTH_URL', url);
  const { takenBackCookie } = await import('@/lib/core/auth/cookie');
  const headers = new Headers();
  new ResponseCookies(headers).set(takenBackCookie());
  return headers.get('set-cookie') ?? '';
}

test('over https the sign-out sends Secure and Path=/: without them browsers ignore a `__Host-` cookie', async () => {
  const header = await takenBack('https://lagebild.example');
  expect(header).toMatch(/^__Host-lagebild\.session=;/);
  expect(header).toMatch(/; Path=\/(;|$)/);
  expect(header).toMatch(/; Max-Age=0(;|$)/);
  expect(header).toMatch(/; Secure(;|$)/);
});

test('over http it does not: browsers ignore a Secure cookie there', async () => {
  const header = await takenBack('http://localhost:3000');
  expect(header).toMatch(/^lagebild\.session=;/);
  expect(header).not.toContain('Secure');
});
