import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const TENANT = '11111111-1111-4111-8111-111111111111';

beforeEach(() => {
  vi.resetModules();
  vi.stubEnv('NODE_ENV', 'production');
  vi.stubEnv('ENTRA_TENANT_ID', TENANT);
  vi.stubEnv('ENTRA_CLIENT_ID', 'client');
  vi.stubEnv('ENTRA_CLIENT_SECRET', 'secret');
});

afterEach(() => vi.unstubAllEnvs());

async function issuerWith(env: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const { signInSettings } = await import('@/lib/core/auth/settings');
  return signInSettings().issuer;
}

test('the tenant’s issuer at Microsoft is the default', async () => {
  expect(await issuerWith({})).toBe(`https://login.microsoftonline.com/${TENANT}/v2.0`);
});

test.each([
  ['another host', { ENTRA_ISSUER: 'https://login.evil.example/v2.0' }],
  ['a host that only begins like Microsoft', { ENTRA_ISSUER: 'https://login.microsoftonline.com.evil.example/v2.0' }],
  ['plain http at Microsoft', { ENTRA_ISSUER: 'http://login.microsoftonline.com/v2.0' }],
  ['loopback in production', { ENTRA_ISSUER: 'http://127.0.0.1:4000/v2.0' }],
  ['demo mode away from loopback', { ENTRA_ISSUER: 'https://login.microsoftonline.com/v2.0', LAGEBILD_DEMO: 'on' }],
  ['no secret', { ENTRA_CLIENT_SECRET: '' }],
])('%s is refused', async (_what, env) => {
  await expect(issuerWith(env)).rejects.toThrow(/ENTRA_/);
});

test('the demo provider on loopback is right in demo mode only', async () => {
  const local = { ENTRA_ISSUER: `http://127.0.0.1:4000/${TENANT}/v2.0`, LAGEBILD_DEMO: 'on' };
  expect(await issuerWith(local)).toBe(local.ENTRA_ISSUER);
});

test.each([
  ['127.0.0.1', 'on', false],
  ['::1', 'on', false],
  ['0.0.0.0', 'on', true],
  ['', 'on', true],
  ['0.0.0.0', 'off', false],
])('HOSTNAME=%s with LAGEBILD_DEMO=%s: refused is %s', async (hostname, demo, refused) => {
  vi.stubEnv('HOSTNAME', hostname || undefined);
  vi.stubEnv('LAGEBILD_DEMO', demo);
  const { refuseOpenDemo } = await import('@/lib/core/auth/settings');
  if (refused) expect(refuseOpenDemo).toThrow(/^LAGEBILD_DEMO: .* 0\.0\.0\.0 /);
  else expect(refuseOpenDemo).not.toThrow();
});

test('sign-out goes to the tenant’s own endpoint and back to us', async () => {
  vi.stubEnv('NEXTAUTH_URL', 'https://lagebild.example');
  const { endSessionUrl } = await import('@/lib/core/auth/settings');
  const url = new URL(endSessionUrl('hint'));
  expect(`${url.origin}${url.pathname}`).toBe(`https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/logout`);
  expect(url.searchParams.get('post_logout_redirect_uri')).toBe('https://lagebild.example/signed-out');
  expect(url.searchParams.get('logout_hint')).toBe('hint');
});
