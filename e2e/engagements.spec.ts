import { expect, test } from '@playwright/test';
import { DIALOG, expectClean } from './axe';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

test('a test is set up, its findings come as a table, a wrong one says what to do, a retest closes one', async ({
  page,
}) => {
  await signInAs(page, 'analyst');
  const complaints = complaintsOf(page);
  await open(page, '/engagements');
  await page.getByRole('button', { name: 'New test…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Product' }).click();
  await page.getByRole('option', { name: 'Build tools' }).click();
  await dialog.getByLabel('Title').fill('Build agents');
  await dialog.getByLabel('Company').fill('Nordlicht');
  await dialog.getByLabel('In scope').fill('The agents');
  await dialog.getByLabel('First day').fill('2026-01-12');
  await dialog.getByLabel('Last day').fill('2026-01-16');
  await expectClean(page, 'the form', DIALOG);
  await dialog.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByRole('heading', { name: /Build agents/ })).toBeVisible();
  await page.getByRole('button', { name: 'Begin' }).click();

  await page.getByRole('button', { name: 'Import CSV…' }).click();
  const table = (text: string) => ({ name: 'findings.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const input = dialog.locator('input[type=file]');
  await input.setInputFiles(table('title,severity\nOpen registry,terrible\n'));
  await expect(dialog.getByText('Write critical, high, medium, low or info.')).toBeVisible();
  await expectClean(page, 'what is wrong with the table', DIALOG);
  await input.setInputFiles(table('title,severity,location\nOpen registry,high,registry.example:5000\n'));
  await expect(page.getByRole('link', { name: 'Open registry' })).toBeVisible();

  await page.getByRole('button', { name: 'Correct “Open registry”' }).click();
  await expect(dialog.getByLabel('Title')).toHaveValue('Open registry');
  await expectClean(page, 'what was entered, to correct it', DIALOG);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Change owner…' }).click();
  await expectClean(page, 'another owner', DIALOG);
  await page.keyboard.press('Escape');

  await page.locator('main input[type=file]').setInputFiles({
    name: 'report.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 made up'),
  });
  await expect(page.getByRole('link', { name: 'Download report.pdf' })).toBeVisible();
  await page.getByRole('button', { name: 'Report is there' }).click();
  await page.getByRole('button', { name: 'Record retest…' }).click();
  await dialog.getByRole('button', { name: 'All fixed' }).click();
  await expectClean(page, 'the retest', DIALOG);
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.getByRole('link', { name: 'Open registry' }).click();
  await expect(page.getByRole('link', { name: 'penetration test' })).toBeVisible();
  expect(complaints).toEqual([]);
});
