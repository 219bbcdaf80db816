import { expect, type Page, test } from '@playwright/test';
import { expectClean } from './axe';
import { open } from './fixtures/open';
import { passSecondFactor, signInAs } from './fixtures/sign-in';

/** As CISA publishes it; it lists what no sample has. */
const CATALOGUE = {
  title: 'CISA Catalog of Known Exploited Vulnerabilities',
  catalogVersion: '2026.11.20',
  dateReleased: '2026-11-20T15:00:00Z',
  count: 1,
  vulnerabilities: [{ cveID: 'CVE-1999-0001', vulnerabilityName: 'An example', dateAdded: '2026-11-20' }],
};
const FILE = {
  name: 'known_exploited_vulnerabilities.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(CATALOGUE)),
};
/** The worker reads within this time, on a busy machine too. */
const READ_MS = 60_000;

const section = (page: Page, title: string | RegExp) => page.getByRole('region', { name: title });

test('an administrator gives the catalogue as a file, and sees what came of it', async ({ page }) => {
  await signInAs(page, 'admin');
  await open(page, '/settings/intel');
  await expectClean(page, 'exploit data');
  const kev = section(page, /^KEV/);
  await kev.getByRole('button', { name: 'Upload a file of KEV…' }).click();
  await page.getByLabel('File', { exact: true }).setInputFiles(FILE);
  await page.getByRole('dialog').getByRole('button', { name: 'Upload' }).click();
  await page.getByTestId('step-up-prove').click();
  await passSecondFactor(page);
  await page.getByLabel('File', { exact: true }).setInputFiles(FILE);
  await page.getByTestId('step-up-confirm').click();
  await expect(kev).toContainText('Data of Nov 20, 2026', { timeout: READ_MS });
  await expect(kev).toContainText('1 vulnerability');
  await expect(section(page, 'Last attempts')).toContainText('1 row: 1 new');
});

test('an analyst answers a question of the decision, with a reason, and takes it back', async ({ page }) => {
  await signInAs(page, 'analyst');
  await open(page, '/findings?sort=priority.desc');
  await page.locator('[data-row-link]').first().click();
  await expect(page.getByRole('region', { name: 'Priority' })).toContainText('of 1,000');
  const decision = page.getByRole('region', { name: 'SSVC decision' });
  const answer = async (chosen: string, reason: string, verb: string) => {
    await decision.getByRole('button', { name: 'Answer: Exploitation…' }).click();
    await page.getByRole('dialog').getByRole('combobox').click();
    await page.getByRole('option', { name: chosen }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill(reason);
    await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await answer('Active', 'Seen in our own logs.', 'Answer');
  await expect(decision).toContainText('answered by');
  await expect(decision).toContainText('Seen in our own logs.');
  await expectClean(page, 'priority and decision');
  await answer('Take the answer back', 'It was a test.', 'Take the answer back');
  await expect(decision).not.toContainText('answered by');
  await expect(page.getByRole('region', { name: 'History' })).toContainText('It was a test.');
});
