import { expect, test } from '@playwright/test';
import { expectClean } from './axe';
import { open } from './fixtures/open';
import { clickSignIn, passSecondFactor, signInAs, typeCode } from './fixtures/sign-in';
import { complaintsOf } from './walk';

const PEOPLE = [
  ['analyst', 'Anna Sommer', ['sessions']],
  ['responder', 'Rafael Ortiz', ['sessions', 'signed-in']],
  ['auditor', 'Aude Lefèvre', ['sessions', 'tokens', 'people', 'organisation']],
  ['engineer', 'Emil Novak', ['sessions', 'tokens']],
  ['admin', 'Ada de Vries', ['sessions', 'tokens', 'people', 'signed-in', 'organisation']],
] as const;

test.describe('sign-in', () => {
  for (const [key, name, pages] of PEOPLE) {
    test(`as ${key}, with the pages of that role`, async ({ page }) => {
      const complaints = complaintsOf(page);
      await open(page, '/settings/profile');
      await expect(page).toHaveURL(/\/signin\?callbackUrl=/);
      await clickSignIn(page, key);
      await expect(page).toHaveURL(/\/settings\/profile$/);
      await expect(page.getByRole('main')).toContainText(name);
      expect(complaints).toEqual([]);
      for (const path of ['sessions', 'tokens', 'people', 'signed-in', 'organisation'] as const) {
        const mayOpen = pages.some((allowed) => allowed === path);
        await open(page, `/settings/${path}`);
        await expect(page.getByRole('heading', { name: 'Not found' })).toHaveCount(mayOpen ? 0 : 1);
      }
    });
  }

  test('a person without a role stays outside, and says why', async ({ page }) => {
    await open(page, '/signin');
    await clickSignIn(page, 'guest');
    await expect(page).toHaveURL(/\/no-access$/);
    await expect(page.getByRole('heading', { name: 'No access yet' })).toBeVisible();
    await open(page, '/settings/profile');
    await expect(page).toHaveURL(/\/signin/);
  });

  test('a cancelled sign-in may be tried again', async ({ page }) => {
    await open(page, '/signin');
    await page.getByTestId('sign-in').click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page).toHaveURL(/\/signin\?.*error=/);
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
    await clickSignIn(page, 'analyst');
    await expect(page).toHaveURL(/:\d+\/$/);
  });

  test('signing out ends the session here and at the provider', async ({ page }) => {
    await signInAs(page, 'analyst');
    await open(page, '/settings/profile');
    await page.getByRole('button', { name: /Anna Sommer/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/signed-out/);
    await open(page, '/settings/profile');
    await expect(page).toHaveURL(/\/signin/);
    await page.getByTestId('sign-in').click();
    await expect(page.getByRole('heading', { name: 'Who are you today?' })).toBeVisible();
  });

  test('what next-auth would answer beyond the sign-in is closed', async ({ request }) => {
    expect((await request.get('/api/auth/session')).status()).toBe(404);
    expect((await request.get('/api/auth/providers')).status()).toBe(404);
    expect((await request.post('/api/auth/_log')).status()).toBe(404);
    expect((await request.post('/api/auth/session', { data: {} })).status()).toBe(404);
    expect((await request.post('/api/auth/signin/entra?redirect_uri=https://evil.example')).status()).toBe(404);
  });
});

test('a person sees their own sessions and ends one of them', async ({ browser, page }) => {
  // A browser of its own name: other specs may be signed in as the same person.
  const other = await browser.newContext({ userAgent: 'Mozilla/5.0 (X11; CrOS x86_64) Gecko/20100101 Firefox/140.0' });
  const otherPage = await other.newPage();
  await signInAs(page, 'responder');
  await signInAs(otherPage, 'responder');
  await open(page, '/settings/sessions');
  await expect(page.locator('tr[data-session=current]')).toHaveCount(1);
  const row = page.locator('tr[data-session=other]', { hasText: 'Firefox on ChromeOS' });
  await row.getByRole('button', { name: 'End the session on Firefox on ChromeOS' }).click();
  await expect(row).toHaveCount(0);
  await open(otherPage, '/settings/sessions');
  await expect(otherPage).toHaveURL(/\/signin/);
  await page.reload();
  await expect(page.locator('tr[data-session=current]')).toHaveCount(1);
  await other.close();
});

test.describe('step-up', () => {
  test('the trail is exported only after fresh proof and a second yes', async ({ page }) => {
    await signInAs(page, 'auditor');
    await open(page, '/audit?action=session');
    const before = await page.context().cookies();
    await page.getByRole('button', { name: 'Export…' }).click();
    await expect(page.getByRole('dialog')).toContainText('Exporting the audit trail');
    await page.getByTestId('step-up-prove').click();
    await passSecondFactor(page);
    await expect(page).toHaveURL(/\/audit\?action=session$/);
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Nothing has happened yet');
    const download = page.waitForEvent('download');
    await page.getByTestId('step-up-confirm').click();
    expect((await download).suggestedFilename()).toBe('audit.jsonl');
    const named = (cookies: typeof before) => cookies.find(({ name }) => name.endsWith('lagebild.session'))?.value;
    expect(named(await page.context().cookies())).not.toBe(named(before));
  });

  test('cancelled, it leads back with the session alive', async ({ page }) => {
    await signInAs(page, 'auditor');
    await open(page, '/audit?action=session');
    await page.getByRole('button', { name: 'Export…' }).click();
    await page.getByTestId('step-up-prove').click();
    await expect(page.locator('#current-code')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page).toHaveURL(/\/signin\?.*error=/);
    await page.getByRole('link', { name: 'Back to where I was' }).click();
    await expect(page).toHaveURL(/\/audit\?action=session$/);
    await expect(page.getByRole('heading', { name: 'Audit trail' })).toBeVisible();
  });

  test("somebody else's second factor is refused and changes nothing", async ({ page }) => {
    await signInAs(page, 'auditor');
    await open(page, '/audit');
    await page.getByRole('button', { name: 'Export…' }).click();
    await page.getByTestId('step-up-prove').click();
    await page.getByRole('button', { name: 'Somebody else…' }).click();
    await page.locator('button[name=person][value=admin]').click();
    await passSecondFactor(page);
    await expect(page).toHaveURL(/\/step-up\/failed\?reason=other-person/);
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Somebody else signed in');
    await page.getByRole('link', { name: 'Back to where I was' }).click();
    await open(page, '/settings/profile');
    await expect(page.getByRole('main')).toContainText('Aude Lefèvre');
  });
});

test('an hour-old second factor is refused as stale, and changes nothing', async ({ page }) => {
  await signInAs(page, 'auditor');
  await open(page, '/audit');
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByTestId('step-up-prove').click();
  await typeCode(page);
  await page.getByRole('button', { name: 'Confirm with an hour-old proof' }).click();
  await expect(page).toHaveURL(/\/step-up\/failed\?reason=stale/);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('too long ago');
  await page.getByRole('link', { name: 'Back to where I was' }).click();
  await expect(page).toHaveURL(/\/audit$/);
});

test('the button verifies the chain', async ({ page }) => {
  await signInAs(page, 'admin');
  await open(page, '/audit');
  await page.getByRole('button', { name: 'Verify chain' }).click();
  await expect(page.getByTestId('verification')).toHaveAttribute('data-intact', 'true');
});

test('a token is made after a step-up, shown once, works for a machine, and dies when revoked', async ({
  page,
  playwright,
  baseURL,
}) => {
  await signInAs(page, 'admin');
  await open(page, '/settings/tokens');
  const name = `e2e ${test.info().workerIndex} ${Date.now()}`;
  await page.getByRole('button', { name: 'Create token…' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('combobox', { name: 'Product' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
  await page.getByTestId('step-up-prove').click();
  await passSecondFactor(page);
  await expect(page.getByRole('dialog')).toContainText(`Create the token “${name}”`);
  await page.getByTestId('step-up-confirm').click();
  const token = await page.getByTestId('new-token').inputValue();
  expect(token).toMatch(/^lgb_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}$/);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.locator('body')).not.toContainText(token);

  const machine = await playwright.request.newContext({ baseURL });
  const send = (bearer: string) =>
    machine.post('/api/v1/imports', { headers: { authorization: `Bearer ${bearer}` }, data: 'not a report' });
  expect((await send(`${token.slice(0, -1)}_`)).status()).toBe(401);
  expect([401, 403]).not.toContain((await send(token)).status());

  await page.reload();
  const row = page.locator(`tr[data-token="${token.slice(4, 12)}"]`);
  await expect(row).toContainText(name);
  await row.getByRole('button').click();
  await page.getByTestId('step-up-prove').click();
  await passSecondFactor(page);
  await page.getByTestId('step-up-confirm').click();
  await expect(row).toContainText('revoked');
  expect((await send(token)).status()).toBe(401);
  await machine.dispose();
});

test('a handler refuses another site, a missing origin and a missing session', async ({
  page,
  baseURL,
  playwright,
}) => {
  await signInAs(page, 'admin');
  const post = (origin: string | undefined) =>
    page.request.post('/api/audit/verify', { headers: origin ? { origin } : {}, data: {} });
  expect((await post('https://evil.example')).status()).toBe(403);
  expect((await post(undefined)).status()).toBe(403);
  expect((await post(baseURL)).status()).toBe(200);
  const nobody = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL ?? '' } });
  expect((await nobody.post('/api/audit/verify', { data: {} })).status()).toBe(401);
  await nobody.dispose();
});

test('under another name of this machine the sign-in moves to its own', async ({ page, baseURL }) => {
  const other = new URL('/signin?callbackUrl=%2Fsettings%2Fprofile', baseURL);
  other.hostname = '127.0.0.1';
  await open(page, other.href);
  await expect(page).toHaveURL(`${baseURL}/signin?callbackUrl=%2Fsettings%2Fprofile`);
});

test('a responder ends the session of somebody else, and everybody is told why', async ({ browser, page }) => {
  const other = await browser.newContext({ userAgent: 'Mozilla/5.0 (X11; CrOS x86_64) Gecko/20100101 Firefox/141.0' });
  const otherPage = await other.newPage();
  await signInAs(otherPage, 'engineer2');
  await signInAs(page, 'responder');
  await open(page, '/settings/signed-in?q=Elena');
  await expectClean(page, 'who is signed in');
  // By markup: while the dialog asks, no role behind it is there.
  const row = page.locator('tbody tr', { hasText: /Elena Rossi.*Firefox on ChromeOS/s });
  await row.getByRole('button', { name: 'End the session of Elena Rossi on Firefox on ChromeOS' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'End' }).click();
  await expect(dialog.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Reason').fill('Lost laptop');
  await expectClean(page, 'end a session');
  await dialog.getByRole('button', { name: 'End' }).click();
  await expect(row).toHaveCount(0);
  await open(otherPage, '/findings');
  await expect(otherPage).toHaveURL(/\/signin/);
  await expect(otherPage.getByRole('main').getByRole('status')).toContainText('ended this session');
  await other.close();
  await page.context().clearCookies();
  await signInAs(page, 'auditor');
  await open(page, '/audit?action=session.ended');
  await expect(page.getByRole('main')).toContainText('Lost laptop');
});
