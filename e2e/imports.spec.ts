import { expect, type Page, test } from '@playwright/test';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';

/** Milliseconds until the worker has taken a small report, behind whatever else it has to do. */
const LANDED = 90_000;

type File = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

function file(name: string, content: string): File {
  return { name, mimeType: 'application/json', buffer: Buffer.from(content) };
}

/** A Trivy report on a target that no other test uses. */
function trivy(target: string, ids: readonly string[]): string {
  const vulnerabilities = ids.map((id) => ({
    VulnerabilityID: id,
    PkgName: 'libexample',
    PkgIdentifier: { PURL: 'pkg:deb/debian/libexample@1.0' },
    InstalledVersion: '1.0',
    Severity: 'HIGH',
    Title: `Flaw ${id}`,
  }));
  return JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: target,
    ArtifactType: 'container_image',
    Results: [{ Target: target, Class: 'os-pkgs', Type: 'debian', Vulnerabilities: vulnerabilities }],
  });
}

async function send(page: Page, files: File[]): Promise<void> {
  await open(page, '/imports');
  await page.locator('input[type=file]').setInputFiles(files);
  for (const { name } of files) {
    const product = page.getByRole('combobox', { name: `Product of ${name}` });
    if ((await product.textContent()) !== 'Product…') continue;
    await product.click();
    await page.getByRole('option').first().click();
  }
  await page.getByRole('button', { name: /^Import (the report|\d+ reports)$/ }).click();
}

test('two reports dropped: one lands with its findings, one says what is wrong with it', async ({ page }) => {
  const cut = `cut-${Date.now()}.json`;
  const target = `shop-${Date.now()}`;
  await signInAs(page, 'engineer');
  await send(page, [
    file('trivy.json', trivy(target, ['CVE-2026-10001', 'CVE-2026-10002'])),
    file(cut, trivy(target, ['CVE-2026-10003']).slice(0, -30)),
  ]);
  const landed = page.getByRole('row').filter({ hasText: `trivy ${target}` });
  await expect(landed.getByRole('link', { name: '2 new', exact: true })).toBeVisible({ timeout: LANDED });
  const broken = page.getByRole('row').filter({ hasText: cut });
  await expect(broken).toContainText('The report ends too early');

  await landed.getByRole('link', { name: `trivy ${target}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`trivy ${target}`);
  const here = page.url();
  await page.getByRole('link', { name: '2 New', exact: true }).click();
  await expect(page).toHaveURL(/\/findings\?import=.*change=new/);
  await expect(page.getByText('Flaw CVE-2026-10001')).toBeVisible();
  await expect(page.getByText('Flaw CVE-2026-10002')).toBeVisible();

  await open(page, here);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the report' }).click();
  expect((await download).suggestedFilename()).toBe('trivy.json');
});

test('a second report closes what is gone; the broken one is read again as another format', async ({ page }) => {
  const target = `desk-${Date.now()}`;
  await signInAs(page, 'engineer');
  await send(page, [file('first.json', trivy(target, ['CVE-2026-10001', 'CVE-2026-10002']))]);
  const first = page.getByRole('row').filter({ hasText: `trivy ${target}` });
  await expect(first.getByRole('link', { name: '2 new', exact: true })).toBeVisible({ timeout: LANDED });
  await send(page, [file('second.json', trivy(target, ['CVE-2026-10002']))]);
  const second = page
    .getByRole('row')
    .filter({ hasText: `trivy ${target}` })
    .filter({ hasText: 'second.json' });
  await expect(second.getByRole('link', { name: '1 fixed', exact: true })).toBeVisible({ timeout: LANDED });

  const name = `odd-${Date.now()}.json`;
  await send(page, [file(name, '{"who":"knows"}')]);
  const odd = page.getByRole('row').filter({ hasText: name });
  await expect(odd).toContainText('Failed', { timeout: LANDED });
  await odd.getByRole('link').first().click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('No finding was changed');
  await page.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: /Trivy/ }).first().click();
  await page.getByRole('button', { name: 'Import again', exact: true }).click();
  const answer = async () => (await page.request.get(`/api${new URL(page.url()).pathname}`)).json();
  await expect
    .poll(answer, { timeout: LANDED })
    .toMatchObject({ format: 'trivy', formatForced: true, state: 'failed' });
});

test('an auditor reads imports and sends none; another team sees nothing of them', async ({ page, browser }) => {
  await signInAs(page, 'auditor');
  await open(page, '/imports');
  await expect(page.getByRole('heading', { level: 1, name: 'Imports' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose reports…' })).toHaveCount(0);
  const refused = await page.evaluate(async () => {
    const product = '00000000-0000-7000-8000-000000000000';
    return (await fetch(`/api/imports?product=${product}`, { method: 'POST', body: '{}' })).status;
  });
  expect(refused).toBe(403);

  const target = `own-${Date.now()}`;
  const other = await (await browser.newContext()).newPage();
  await signInAs(other, 'engineer');
  await send(other, [file('own.json', trivy(target, ['CVE-2026-10001']))]);
  const link = other.getByRole('link', { name: `trivy ${target}` });
  await expect(link).toBeVisible({ timeout: LANDED });
  const href = (await link.getAttribute('href')) ?? '';
  const stranger = await (await browser.newContext()).newPage();
  await signInAs(stranger, 'engineer2');
  await open(stranger, href);
  await expect(stranger.getByRole('heading', { name: 'Not found' })).toBeVisible();
  await expect(stranger.locator('body')).not.toContainText(target);
  expect((await stranger.request.get(`/api${href}`)).status()).toBe(404);
});

test('the list narrows by what its filters offer, in the address, and says when nothing is left', async ({ page }) => {
  await signInAs(page, 'auditor');
  await open(page, '/imports');
  const filters = page.getByRole('search', { name: 'Which imports' });
  await expect(async () => {
    await filters.getByRole('button', { name: 'Format', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Format', exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole('checkbox', { name: 'Nmap (XML)', exact: true }).click();
  await expect(page).toHaveURL(/format=nmap/);
  await page.keyboard.press('Escape');
  await expect(filters.getByRole('button', { name: 'Format: Nmap (XML)', exact: true })).toBeVisible();
  const rows = page.getByRole('region', { name: 'Imports' }).locator('tbody tr');
  await expect(rows.filter({ hasNotText: 'nmap' })).toHaveCount(0);
  await expect(rows.filter({ hasText: 'nmap' })).not.toHaveCount(0);

  await filters.getByRole('button', { name: 'Product', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Payments', exact: true }).click();
  await expect(page).toHaveURL(/product=payments/);
  await page.keyboard.press('Escape');
  await expect(page.getByText('No import matches the filter')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page).toHaveURL(/\/imports$/);
  await expect(rows.filter({ hasNotText: 'nmap' })).not.toHaveCount(0);
});
