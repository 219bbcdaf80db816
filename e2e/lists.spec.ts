import { expect, test } from '@playwright/test';
import { DIALOG, expectClean } from './axe';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

test('a list shows its drift; a port is approved after a look at what changes, a wrong file says what to do', async ({
  page,
}) => {
  await signInAs(page, 'analyst');
  const complaints = complaintsOf(page);
  await open(page, '/assets/lists?of=edge-network');
  await expect(page.getByRole('cell', { name: '127.0.10.2', exact: true })).toBeVisible();
  await expect(page.getByText('1 open drift')).toBeVisible({ timeout: 120_000 });
  await expectClean(page, 'a list of ports');

  await page.getByRole('button', { name: 'Approve port…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Host').fill('127.0.10.5');
  await dialog.getByLabel('Port', { exact: true }).fill('5900-');
  await dialog.getByLabel('Reason').fill('Screens of the build agents');
  await dialog.getByRole('button', { name: 'Look what changes' }).click();
  await expect(dialog.getByText('Write a port from 0 to 65535')).toBeVisible();
  await dialog.getByLabel('Port', { exact: true }).fill('5900');
  await dialog.getByRole('button', { name: 'Look what changes' }).click();
  await expect(dialog.getByText('1 drift ends')).toBeVisible();
  await expectClean(page, 'what an approval changes', DIALOG);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Version 2')).toBeVisible();

  await page.getByRole('button', { name: 'Replace by file…' }).click();
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'ports.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('host,port,reason\n10.0.0.1/8,443,Shop\n'),
  });
  await dialog.getByRole('button', { name: 'Look what changes' }).click();
  await expect(dialog.getByText('Write the range with its first address')).toBeVisible();
  await expectClean(page, 'what is wrong with a file', DIALOG);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Hosts', exact: true }).click();
  await expect(page.getByText('There is no list yet')).toBeVisible();
  expect(complaints).toEqual([]);
});
