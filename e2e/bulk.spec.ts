import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectClean } from './axe';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';

/** Milliseconds until the worker has done what it was given, behind whatever else it has to do. */
const WORKED = 90_000;
const MANY = 1_200;

/** A Trivy report of one package with so many vulnerabilities. */
function report(name: string): Buffer {
  const vulnerabilities = Array.from({ length: MANY }, (_, n) => ({
    VulnerabilityID: `CVE-2026-${20_000 + n}`,
    PkgName: name,
    PkgIdentifier: { PURL: `pkg:deb/debian/${name}@1.0` },
    InstalledVersion: '1.0',
    Severity: 'LOW',
    Title: `Flaw ${n}`,
  }));
  const results = [{ Target: name, Class: 'os-pkgs', Type: 'debian', Vulnerabilities: vulnerabilities }];
  return Buffer.from(
    JSON.stringify({ SchemaVersion: 2, ArtifactName: name, ArtifactType: 'container_image', Results: results }),
  );
}

async function importMany(page: Page, name: string): Promise<void> {
  await open(page, '/imports');
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: `${name}.json`, mimeType: 'application/json', buffer: report(name) }]);
  const product = page.getByRole('combobox', { name: `Product of ${name}.json` });
  if ((await product.textContent()) === 'Product…') {
    await product.click();
    await page.getByRole('option').first().click();
  }
  await page.getByRole('button', { name: 'Import the report' }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('1,200 new', { timeout: WORKED });
}

test('a decision on all that match runs on by itself, says what became of it and is undone as a whole', async ({
  page,
}) => {
  const name = `libbulk${Date.now()}`;
  await signInAs(page, 'engineer');
  await importMany(page, name);

  await open(page, `/findings?package=${name}`);
  const menu = page.getByRole('button', { name: 'Export' });
  await menu.click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV, for spreadsheets' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^findings-\d{4}-\d\d-\d\d\.csv$/);
  expect((await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')).toHaveLength(MANY + 1);

  await page.getByRole('checkbox', { name: 'Select all that are loaded' }).click();
  await page.getByRole('button', { name: /^Select all/ }).click();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('Under way in the background.')).toBeVisible();

  await open(page, '/findings/jobs');
  const job = page.getByRole('row').filter({ hasText: 'Status: Confirmed' }).first();
  await expect(job).toContainText('1,200 changed, from “Open”', { timeout: WORKED });
  await expect(job).toContainText('Done', { timeout: WORKED });
  await expectClean(page, '/findings/jobs');
  await job.getByRole('button', { name: 'Undo “Status: Confirmed”' }).click();
  const back = page.getByRole('row').filter({ hasText: 'Undo' }).filter({ hasText: 'from “Confirmed”' });
  await expect(back).toContainText('1,200 changed', { timeout: WORKED });
  await expect(back).toContainText('Done', { timeout: WORKED });
});
