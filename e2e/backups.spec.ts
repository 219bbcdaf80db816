import { expect, type Page, test } from '@playwright/test';
import { expectClean } from './axe';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

const HOUR_MS = 3_600_000;

/** What `restic snapshots --json` prints, of copies that were made so many hours ago. */
function snapshots(hours: readonly number[]): Buffer {
  const list = hours.map((ago) => {
    const id = ago.toString(16).padStart(8, '0').repeat(8);
    const time = new Date(Date.now() - ago * HOUR_MS).toISOString();
    return {
      time,
      tree: id,
      paths: ['/srv/ledger'],
      hostname: 'ledger01',
      username: 'root',
      id,
      short_id: id.slice(0, 8),
    };
  });
  return Buffer.from(JSON.stringify(list));
}

async function chooseProduct(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: 'Product' }).click();
  await page.getByRole('option').first().click();
}

async function upload(page: Page, sender: string, name: string, buffer: Buffer): Promise<void> {
  await page.getByRole('button', { name: 'Upload…' }).click();
  const dialog = page.getByRole('dialog');
  await chooseProduct(page);
  await dialog.getByRole('combobox', { name: 'Tool' }).click();
  await page.getByRole('option', { name: /^restic/ }).click();
  await dialog.getByRole('textbox', { name: 'Source' }).fill(sender);
  await expectClean(page, 'the form of an upload');
  await dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer });
}

test('a service is set up, sees its copies judged, loses none by a bad file, and is restored for a test', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  const [service, sender] = [`Ledger ${Date.now()}`, `restic-${Date.now()}`];
  await signInAs(page, 'engineer');
  await open(page, '/backups/sources');
  await upload(page, sender, 'snapshots.json', snapshots([50, 26, 2]));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('status')).toContainText('3 copies, 3 new');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'cut.json', mimeType: 'application/json', buffer: snapshots([2]).subarray(0, 40) });
  await expect(dialog.getByRole('status')).toContainText(
    'cut.json, in the document as a whole: this is no JSON, or it is cut off',
  );
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: sender })).toBeVisible();

  await open(page, '/backups');
  await page.getByRole('button', { name: 'Service…' }).click();
  await chooseProduct(page);
  await dialog.getByLabel('Name').fill(service);
  await expectClean(page, 'the form of a service');
  await dialog.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByRole('heading', { name: service })).toBeVisible();
  await expect(page.getByText('No plan: without one nobody knows which copies count.')).toBeVisible();

  await page.getByRole('button', { name: 'Plan…' }).click();
  await dialog.getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: new RegExp(sender) }).click();
  await expectClean(page, 'the form of a plan');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/failed now: 2 hr/)).toBeVisible();
  const verdict = (objective: string) => page.getByRole('row', { name: new RegExp(`^${objective}`) });
  await expect(verdict('Sites')).toContainText('Missed');
  await expect(verdict('Recovery time')).toContainText('Unknown');
  await expect(verdict('Restore tested')).toContainText('Not restored yet');

  await page.getByRole('button', { name: 'Restore test…' }).click();
  const began = new Date(Date.now() - 26 * HOUR_MS).toISOString().slice(0, 16);
  await dialog.getByLabel('Began').fill(began);
  const minutes = dialog.getByLabel('Minutes until it could have worked again');
  await minutes.fill('4500');
  await dialog.getByRole('button', { name: 'Record' }).click();
  await expect(dialog.getByText('The restore would end in the future').first()).toBeVisible();
  await minutes.fill('45');
  await expectClean(page, 'the form of a restore test');
  await dialog.getByRole('button', { name: 'Record' }).click();
  await expect(verdict('Restore tested')).toContainText('Restored and compared on');
  await expect(verdict('Recovery time')).toContainText('Met');
  await expectClean(page, 'a service');

  await open(page, '/backups/tests');
  await expect(page.getByRole('link', { name: service })).toBeVisible();
  expect(complaints.filter((said) => !said.includes('/api/backups'))).toEqual([]);
});
