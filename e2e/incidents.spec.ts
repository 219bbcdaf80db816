import { expect, type Page, test } from '@playwright/test';
import { DIALOG, expectClean } from './axe';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

/** Milliseconds until the worker has raised what the sample sends. */
const RAISED = 60_000;

/** Declares the sample's alert of this rule to be a P3, and reads its name from the address. */
async function declare(page: Page): Promise<string> {
  const dialog = page.locator(DIALOG);
  await open(page, '/alerts?q=sensitive');
  await page.locator('[data-row-link]').first().click({ timeout: RAISED });
  await page.getByRole('button', { name: 'Declare an incident…' }).click();
  await dialog.getByRole('button', { name: 'Declare' }).click();
  await expect(dialog).toContainText('In doubt, the higher one.');
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Leaked secret' }).click();
  await dialog.getByLabel('Impact medium, urgency medium: P3').check({ force: true });
  await expectClean(page, 'what to declare', DIALOG);
  await dialog.getByRole('button', { name: 'Declare' }).click();
  await expect(page).toHaveURL(/\/incidents\/\d+$/);
  await expect(page.getByText('Nobody has it yet')).toBeVisible();
  return `INC-${page.url().split('/').at(-1)}`;
}

test('an alert is declared an incident, which is taken, moved on, corrected and closed', async ({ page }) => {
  await signInAs(page, 'responder');
  const complaints = complaintsOf(page);
  const dialog = page.locator(DIALOG);
  const name = await declare(page);

  await open(page, `/incidents?q=${name}`);
  await page.getByRole('button', { name: `Acknowledge ${name}` }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Rafael Ortiz');
  await expectClean(page, 'the list');
  await row.locator('[data-row-link]').click();
  await expect(page.getByText('Rafael Ortiz has it')).toBeVisible();

  await page.locator('body').press('m');
  await dialog.getByRole('radio', { name: 'Eradication' }).check();
  await expect(dialog).toContainText('Sets to now: Contained.');
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(page.locator('[aria-current=step]')).toContainText('Eradication');
  await expectClean(page, 'the incident');

  await page.locator('body').press('t');
  await dialog.getByRole('combobox', { name: 'Which time' }).click();
  await page.getByRole('option', { name: 'Contained' }).click();
  await dialog.getByLabel('Was at').fill(new Date(Date.now() - 1000).toISOString().slice(0, 19));
  await dialog.getByLabel('Why').fill('The pod was gone before');
  await expect(dialog).toContainText('not known →');
  await expectClean(page, 'which time', DIALOG);
  await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
  await expect(dialog).toHaveCount(0);

  await page.locator('body').press('c');
  await dialog.getByRole('radio', { name: /^Resolved/ }).check();
  await dialog.getByLabel('Reason').fill('The secret was replaced');
  await expectClean(page, 'how it ended', DIALOG);
  await dialog.getByRole('button', { name: 'Close incident' }).click();
  await expect(page.getByText(/^Closed .*: Resolved$/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Reopen…/ })).toBeVisible();
  expect(complaints).toEqual([]);
});
