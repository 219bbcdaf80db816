import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { DIALOG, expectClean } from './axe';
import { open } from './fixtures/open';
import { passSecondFactor, signInAs } from './fixtures/sign-in';

const DAY_MS = 86_400_000;
/** Yesterday and days around it, `YYYY-MM-DD`. */
const day = (from: number) => new Date(Date.now() + from * DAY_MS).toISOString().slice(0, 10);
/** The worker has made it within this time, on a busy machine too. */
const MADE_MS = 60_000;

const dialogOf = (page: Page) => page.locator(DIALOG);

test('an auditor follows a control to its evidence on a day of their choice, and changes nothing', async ({ page }) => {
  await signInAs(page, 'auditor');
  await open(page, '/compliance');
  await page.getByLabel('As of').fill(day(-1));
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'read-only' })).toBeVisible();
  await page.getByRole('link', { name: /^ISO\/IEC 27001/ }).click();
  await page.getByRole('link', { name: /^A\.8\.13 / }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('A.8.13');
  await expect(page.getByText('Nightly backups to two sites')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Decide…' })).toHaveCount(0);
  await expectClean(page, 'a control of a past day');
  await page.getByRole('link', { name: /^F1 / }).click();
  await expect(page).toHaveURL(new RegExp(`/posture/F1\\?at=${day(-1)}$`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('F1');
});

test('an auditor sees audits, documents and controls of a past day with their sources, and no verb', async ({
  page,
}) => {
  await signInAs(page, 'auditor');
  const at = day(-1);
  for (const path of ['/compliance', '/compliance/iso-27001-2022', '/compliance/audits', '/compliance/documents']) {
    await open(page, `${path}?at=${at}`);
    await expect(
      page.getByRole('status').filter({ hasText: 'Names of people, teams and products are those of today' }),
    ).toBeVisible();
    // Verbs that open a form end with three dots.
    await expect(page.getByRole('main').getByRole('button', { name: '…' })).toHaveCount(0);
    await expectClean(page, `${path} of a past day`);
  }
  await open(page, `/compliance/iso-27001-2022/A.8.13?at=${at}`);
  await expect(page.getByRole('main').getByRole('link', { name: /^F1 / })).toHaveAttribute(
    'href',
    `/posture/F1?at=${at}`,
  );
  const statement = '/api/compliance/statement?framework=iso-27001-2022&format=';
  const table = await page.request.get(`${statement}csv&at=${at}`);
  expect(table.headers()['content-disposition']).toContain(`-${at}.csv`);
  expect((await page.request.get(`${statement}csv&at=2999-01-01`)).status()).toBe(422);
  const file = await page.request.get(`${statement}pdf&at=${at}`);
  expect(file.headers()['content-type']).toBe('application/pdf');
});

test('an auditor takes an evidence package out, after proof of who it is', async ({ page }) => {
  await signInAs(page, 'auditor');
  await open(page, '/compliance/packages');
  await page.getByRole('button', { name: 'Make package…' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('combobox').click();
  await page.getByRole('option', { name: /^NIS2/ }).first().click();
  await expectClean(page, 'asking for a package', DIALOG);
  await dialog.getByRole('button', { name: 'Make', exact: true }).click();
  const download = page.getByRole('button', { name: /^Download the package of/ }).first();
  await expect(download).toBeVisible({ timeout: MADE_MS });
  const table = page.getByRole('region', { name: 'Evidence packages' });
  const hash = (
    await table
      .getByText(/^SHA-256/)
      .first()
      .textContent()
  )?.replace('SHA-256 ', '');
  await download.click();
  await page.getByTestId('step-up-prove').click();
  await passSecondFactor(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('step-up-confirm').click()]);
  expect(file.suggestedFilename()).toMatch(/^evidence-nis2-.*\.zip$/);
  const bytes = await readFile(await file.path());
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  expect(Buffer.from(digest).toString('hex')).toBe(hash);
  const stranger = await page.context().browser()?.newContext();
  const taken = await stranger?.request.get(file.url());
  expect(taken?.headers()['content-type']).not.toContain('zip');
});

test('an audit is held, and its finding is followed up to its evidence', async ({ page }) => {
  await signInAs(page, 'responder');
  await open(page, '/compliance/audits');
  const dialog = dialogOf(page);
  const choose = async (name: string, option: string) => {
    await dialog.getByRole('combobox', { name }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await page.getByRole('button', { name: 'Plan audit…' }).click();
  await dialog.getByLabel('Title').fill('Restore drills');
  await dialog.getByLabel('Planned for').fill(day(-1));
  await choose('Owner', 'Rafael Ortiz');
  await dialog.getByRole('checkbox', { name: /^ISO\/IEC 27001/ }).check();
  await expectClean(page, 'planning an audit', DIALOG);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: /Restore drills/ }).click();
  await page.getByRole('button', { name: 'Record as held…' }).click();
  await dialog.getByLabel('Held on').fill(day(-1));
  await dialog.getByLabel('Result').fill('One drill is missing.');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Add finding…' }).click();
  await dialog.getByLabel('Title').fill('No drill of the shop this quarter');
  await expect(dialog.getByRole('combobox', { name: 'Framework' })).toContainText('ISO/IEC 27001');
  await dialog.getByLabel('Control').fill('A.8.99');
  await choose('Owner', 'Rafael Ortiz');
  await dialog.getByLabel('Due').fill(day(30));
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const said = page.getByRole('region', { name: 'Notifications' });
  await expect(said.getByText('no control with that number')).toBeVisible();
  await dialog.getByLabel('Control').fill('A.8.13');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole('row').filter({ hasText: 'No drill of the shop' });
  await expect(row.getByRole('link')).toHaveAttribute('href', '/compliance/iso-27001-2022/A.8.13');
  await row.getByRole('button', { name: /^Follow up/ }).click();
  await choose('State', 'done');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByText('Say what shows that it is done')).toBeVisible();
  await dialog.getByLabel('Evidence').fill('Drill of the shop, 42 minutes');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(row).toContainText('Drill of the shop, 42 minutes');
  await expect(row).toContainText('done');
  await expectClean(page, 'an audit');
});

test('a catalogue of more than 10 MB arrives whole', async ({ page, baseURL }) => {
  await signInAs(page, 'responder');
  const controls = [{ id: 'gate-1', title: 'Gates have a bell' }];
  const metadata = {
    title: 'Long rules',
    version: '1',
    'last-modified': '2026-11-01T00:00:00Z',
    'oscal-version': '1.1.3',
  };
  const catalog = { uuid: crypto.randomUUID(), metadata, controls, 'back-matter': 'x'.repeat(12_000_000) };
  const facts = new URLSearchParams({ fileName: 'long.json', licence: 'CC0-1.0', source: 'https://example.com' });
  const answer = await page.request.post(`/api/compliance/catalogues?${facts}`, {
    headers: { origin: baseURL ?? '', 'content-type': 'application/json' },
    data: JSON.stringify({ catalog }),
  });
  expect(await answer.json()).toMatchObject({ known: false });
});
