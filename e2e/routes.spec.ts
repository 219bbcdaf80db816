import { readdirSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { LOCALES } from '@/lib/core/i18n/locales';
import { expectClean } from './axe';
import { signInAs } from './fixtures/sign-in';
import { DETAILS, NOWHERE, ROUTES, type Route } from './routes';
import { allRoutes, complaintsOf, visit } from './walk';

/** Every address under `/api`, from the folders; what an id stands for does not matter to headers. */
function apiAddresses(): string[] {
  return readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)route\.ts$/.test(file))
    .map((file) => `/api/${file.replace(/\/route\.ts$/, '')}`)
    .map((at) => at.replace('[...nextauth]', 'session').replaceAll(/\[\w+\]/g, '1'))
    .sort();
}

/** All but the content policy, which pages and the API have each their own of. */
function expectHeaders(headers: Readonly<Record<string, string>>, at: string): void {
  const https = test.info().project.use.baseURL?.startsWith('https:');
  expect.soft(headers, at).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  });
  expect.soft('strict-transport-security' in headers, `${at}: HSTS where it is https, and only there`).toBe(https);
  expect.soft(headers['x-powered-by'], at).toBeUndefined();
}

async function routesFor(page: Page): Promise<Route[]> {
  await signInAs(page, 'auditor');
  return allRoutes(page);
}

test.describe.configure({ mode: 'parallel' });

test('every page is walked', () => {
  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`.replaceAll(/\/\([^)]+\)/g, '') || '/');
  const walked = [...ROUTES.map(({ at, page }) => page ?? at.split('?')[0]), ...DETAILS.map(({ page }) => page)];
  expect(pages.filter((page) => !walked.includes(page))).toEqual([]);
});

/** A policy of this page alone: its nonce was never seen before. */
function expectPolicy(headers: Readonly<Record<string, string>>, at: string, nonces: Set<string>): void {
  const policy = headers['content-security-policy'] ?? '';
  const nonce = policy.match(/'nonce-([\w+/=]{16,})'/)?.[1] ?? '';
  expect.soft(nonce, at).not.toBe('');
  expect.soft(nonces.has(nonce), `${at}: nonce used twice`).toBe(false);
  nonces.add(nonce);
  const script = policy.split('; ').find((directive) => directive.startsWith('script-src '));
  expect.soft(script, at).toBe(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`);
  for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
    expect.soft(policy, at).toContain(part);
  }
}

const PHONE = { width: 360, height: 740 };

async function expectNarrow(page: Page, at: string): Promise<void> {
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect
    .configure({ soft: true })
    .poll(overhang, { message: `${at} scrolls sideways` })
    .toBeLessThanOrEqual(0);
}

// Two walks over every other page, so that two workers share the longest test. A page is loaded once for all of it.
for (const first of [0, 1]) {
  test(`page ${first + 1}, ${first + 3} … opens, carries the security headers, is clean for axe and the browser, and fits a phone`, async ({
    page,
  }) => {
    test.setTimeout(600_000);
    const complaints = complaintsOf(page);
    const nonces = new Set<string>();
    const size = page.viewportSize() ?? PHONE;
    const routes = await routesFor(page);
    for (const route of routes.filter((_, index) => index % 2 === first)) {
      const { at } = route;
      const answer = await visit(page, route);
      expect.soft(answer?.status(), at).toBe(at === NOWHERE ? 404 : 200);
      expectPolicy(answer?.headers() ?? {}, at, nonces);
      expectHeaders(answer?.headers() ?? {}, at);
      await page.locator('h1, h2').first().waitFor();
      await expectClean(page, at);
      await page.setViewportSize(PHONE);
      await expectNarrow(page, at);
      await page.setViewportSize(size);
    }
    expect(complaints).toEqual([]);
  });
}

test('every address of the API carries the security headers, for strangers and for people', async ({ page }) => {
  const addresses = apiAddresses();
  expect(addresses).toContain('/api/v1/imports/1');
  for (const signedIn of [false, true]) {
    if (signedIn) await signInAs(page, 'auditor');
    for (const at of addresses) {
      for (const method of ['GET', 'POST']) {
        const headers = (await page.request.fetch(at, { method, maxRedirects: 0 })).headers();
        const which = `${method} ${at}${signedIn ? ' signed in' : ''}`;
        expect.soft(headers['content-security-policy'], which).toMatch(/^default-src '(self|none)'/);
        expect.soft(headers['content-security-policy'], which).toContain("frame-ancestors 'none'");
        expectHeaders(headers, which);
      }
    }
  }
});

for (const locale of LOCALES.filter((one) => one !== 'en')) {
  test(`nothing scrolls sideways on a phone in ${locale}`, async ({ page, baseURL }) => {
    const routes = await routesFor(page);
    await page.setViewportSize(PHONE);
    await page.context().addCookies([{ name: 'lb-locale', value: locale, url: baseURL }]);
    for (const route of routes) {
      const { at } = route;
      await visit(page, route);
      await page.locator('h1, h2').first().waitFor();
      await expect.soft(page.locator('html'), at).toHaveAttribute('lang', locale);
      await expectNarrow(page, at);
    }
  });
}

test('every page behind the sign-in sends a stranger there, with the way back', async ({ page }) => {
  for (const { at, as } of ROUTES) {
    if (as === null) continue;
    const answer = await page.request.get(at, { maxRedirects: 0 });
    const location = new URL(answer.headers().location ?? '', 'http://localhost');
    expect.soft([answer.status(), location.pathname], at).toEqual([307, '/signin']);
    if (at !== '/') expect.soft(location.searchParams.get('callbackUrl'), at).toBe(at);
  }
});
