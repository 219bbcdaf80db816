import { expect, test } from '@playwright/test';
import { DIALOG, expectClean } from './axe';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

const HOST = 'n10.tls.test';
const OTHER = 'n14.tls.test';

test('assets are narrowed, weighed, joined as one thing and taken apart again', async ({ page }) => {
  const complaints = complaintsOf(page);
  await signInAs(page, 'admin');
  await open(page, '/assets?kind=host');
  const rows = page.getByRole('main').getByRole('row');
  await expect(rows.filter({ hasText: HOST })).toContainText('Host · Edge network');
  await expect(rows.filter({ hasText: 'Repository' })).toHaveCount(0);
  await expectClean(page, 'hosts');
  await page.getByRole('searchbox', { name: 'Search names' }).fill(HOST);
  await expect(rows.filter({ hasText: OTHER })).toHaveCount(0);
  await page.getByRole('link', { name: HOST, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: HOST })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Coverage' })).toContainText(
    'No source tells whether an agent runs on it',
  );
  await expectClean(page, 'an asset');

  const dialog = page.locator(DIALOG);
  await page.getByRole('button', { name: 'Edit…' }).click();
  await dialog.getByRole('combobox', { name: 'Tier' }).click();
  await page.getByRole('option', { name: /^4/ }).click();
  await expectClean(page, 'the form of an asset', DIALOG);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Tier');

  await page.getByRole('button', { name: 'Same as…' }).click();
  await dialog.getByRole('textbox', { name: 'A name of the other asset' }).fill('nobody.example');
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByText('No other asset of this kind has that name').first()).toBeVisible();
  await dialog.getByRole('textbox', { name: 'A name of the other asset' }).fill(OTHER);
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByRole('heading', { level: 1, name: OTHER })).toBeVisible();
  const names = page.getByRole('region', { name: 'Names and who told of them' });
  await expect(names).toContainText('2 names');
  await page.getByRole('button', { name: `Split off ${HOST}` }).click();
  await expect(names).toContainText('One name');
  expect(complaints).toEqual([]);
});

test('the coverage counts what each protection reaches and leads to what it does not', async ({ page }) => {
  const complaints = complaintsOf(page);
  await signInAs(page, 'auditor');
  await open(page, '/assets/coverage');
  await expectClean(page, 'the coverage');
  const hosts = page.getByRole('row', { name: /^Host/ });
  const unknown = hosts.getByRole('link', { name: /unknown/ }).first();
  const count = Number(((await unknown.textContent()) ?? '').match(/\d+/)?.[0]);
  await unknown.click();
  await page.waitForURL(/\/assets\?/);
  await expect(
    page
      .getByRole('main')
      .getByRole('row')
      .filter({ has: page.getByRole('link') }),
  ).toHaveCount(count);
  await expect(page.getByRole('button', { name: 'Edit…' })).toHaveCount(0);
  expect(complaints).toEqual([]);
});
