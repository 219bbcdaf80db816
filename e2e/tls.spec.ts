import { expect, test } from '@playwright/test';
import { tlsServer } from '@/lib/tls/testing/servers';
import { DIALOG, expectClean } from './axe';
import { open } from './fixtures/open';
import { passSecondFactor, signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

test('a loopback server is refused, allowed by an administrator, graded within seconds, and says what to change', async ({
  page,
}) => {
  await using server = await tlsServer();
  const name = `127.0.0.1:${server.port}`;
  await signInAs(page, 'analyst');
  const complaints = complaintsOf(page);
  await open(page, '/tls');
  await page.getByRole('button', { name: 'Add endpoint…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Product' }).click();
  await page.getByRole('option', { name: 'Build tools' }).click();
  await dialog.getByLabel('Host').fill('https://127.0.0.1/');
  await dialog.getByLabel('Port').fill(String(server.port));
  await dialog.getByRole('button', { name: 'Add and scan' }).click();
  await expect(dialog.getByText('without https:// and path')).toBeVisible();
  await expectClean(page, 'the form', DIALOG);
  await dialog.getByLabel('Host').fill('127.0.0.1');
  await dialog.getByRole('button', { name: 'Add and scan' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('Loopback addresses are not scanned').first()).toBeVisible();
  const at = page.url();

  await page.context().clearCookies();
  await signInAs(page, 'admin');
  await open(page, '/settings/tls');
  const ranges = page.getByRole('region', { name: 'Addresses that scans may reach' });
  const field = ranges.getByLabel('Allowed ranges, one a line');
  await field.fill('127.0.0.1/8 this test');
  await ranges.getByRole('button', { name: /^Save/ }).click();
  await expect(ranges.getByText('Line 1: write a range')).toBeVisible();
  await field.fill('127.0.0.0/8 this test');
  await ranges.getByRole('button', { name: /^Save/ }).click();
  await page.getByTestId('step-up-prove').click();
  await passSecondFactor(page);
  await page.getByTestId('step-up-confirm').click();
  await expect(ranges).toContainText('Changed by Ada de Vries');

  await page.context().clearCookies();
  await signInAs(page, 'analyst');
  await open(page, at);
  await page.getByRole('button', { name: 'Scan now' }).click();
  await expect(page.getByText('Grade T').first()).toBeAttached();
  const reason = page.locator('[data-rule=cert_self_signed]');
  await expect(reason).toContainText('decides the grade');
  await expect(reason).toContainText('Install a certificate of an authority');
  await expect(page.getByText('TLS 1.0', { exact: false }).first()).toBeVisible();
  await expectClean(page, 'an endpoint');
  await open(page, '/tls?grade=T');
  await expect(page.getByRole('link', { name })).toBeVisible();
  await expectClean(page, 'the list');
  expect(complaints).toEqual([]);
});
