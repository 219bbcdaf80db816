import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { open } from './fixtures/open';
import { clickSignIn, signInAs } from './fixtures/sign-in';

/** Real reports of other products, so that everything in them is new to the web shop. */
const REPORTS = ['samples/reports/build-tools/trivy-1.json', 'samples/reports/payments/flawfinder-1.sarif'];

async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name));
    return data;
  }, files);
  await page.getByText('or drop them here').dispatchEvent('drop', { dataTransfer: transfer });
}

async function sendReports(page: Page): Promise<void> {
  await open(page, '/imports');
  await dropFiles(page, REPORTS);
  for (const path of REPORTS) {
    await page.getByRole('combobox', { name: `Product of ${basename(path)}` }).click();
    await page.getByRole('option', { name: 'Web shop' }).click();
    await page.getByRole('textbox', { name: `Target of ${basename(path)}` }).fill('journey');
  }
  await page.getByRole('button', { name: 'Import 2 reports' }).click();
}

/** The newest import of the report in the list, once it is done. */
function importOf(page: Page, source: string) {
  return page
    .getByRole('row')
    .filter({ hasText: `${source} journey` })
    .first();
}

function figure(text: string | null): number {
  return Number.parseInt((text ?? '').replaceAll(',', ''), 10);
}

/** How many of the set are open, as the list says. */
async function openOfSet(page: Page, address: string): Promise<number> {
  await open(page, address.replace('status=any', 'status=open'));
  return figure(await page.getByText(/findings? match(es)?$/).textContent());
}

/** How many of the web shop are open, as the overview says. */
async function openOnOverview(page: Page): Promise<number> {
  await open(page, '/');
  return figure(
    await page
      .getByRole('row', { name: /^Web shop/ })
      .getByRole('cell')
      .last()
      .textContent(),
  );
}

test('the main job: send reports, see what is new, decide by keyboard, see the figures follow', async ({ browser }) => {
  const engineer = await (await browser.newContext()).newPage();
  await open(engineer, '/');
  await clickSignIn(engineer, 'engineer');
  await expect(engineer).not.toHaveURL(/signin/);
  await sendReports(engineer);
  for (const scanner of ['trivy', 'flawfinder']) {
    await expect(importOf(engineer, scanner)).toContainText('Done', { timeout: 60_000 });
  }

  await importOf(engineer, 'flawfinder').getByRole('link', { name: /new/ }).click();
  await expect(engineer).toHaveURL(/change=new/);
  await expect(engineer.locator('[data-row-link]').first()).toBeVisible();
  const address = engineer.url();

  const analyst = await (await browser.newContext()).newPage();
  await signInAs(analyst, 'analyst');
  const before = { set: await openOfSet(analyst, address), overview: await openOnOverview(analyst) };

  // The copied address shows a colleague the same set.
  await open(analyst, address);
  const active = analyst.locator('[data-active] [data-row-link]');
  // Keys count once the page has come alive.
  await expect(async () => {
    await analyst.keyboard.press('j');
    await expect(active).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  const title = (await active.textContent()) ?? '';
  const href = (await active.getAttribute('href')) ?? '';
  await analyst.keyboard.press('f');
  // A toast is a dialog too: this is the one that asks.
  const dialog = analyst.getByRole('dialog').filter({ has: analyst.getByRole('textbox') });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('textbox').fill('The buffer is as long as its only caller.');
  // The row shows it at once; the page behind its link knows it when the server has answered.
  const answered = analyst.waitForResponse((response) => response.request().method() === 'POST');
  await dialog.getByRole('button').last().click();
  await expect(dialog).toBeHidden();
  await answered;
  await expect(analyst.locator(`tr:has([href="${href}"]), [role=row]:has([href="${href}"])`)).toContainText(
    'False positive',
  );

  await open(analyst, href);
  await expect(analyst.getByText('False positive').first()).toBeVisible();
  await expect(analyst.getByText('The buffer is as long as its only caller.')).toBeVisible();
  expect(await openOfSet(analyst, address)).toBe(before.set - 1);
  await expect.poll(() => openOnOverview(analyst)).toBeLessThan(before.overview);

  const stranger = await (await browser.newContext()).newPage();
  await signInAs(stranger, 'engineer2');
  const answer = await stranger.request.get(`/api${href}`);
  expect(answer.status()).toBe(404);
  expect(await answer.text()).not.toContain(title);
  await open(stranger, href);
  await expect(stranger.getByText(title)).toHaveCount(0);
});
