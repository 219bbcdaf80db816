import { expect, type Page, test } from '@playwright/test';
import { readPdf } from '@/lib/core/testing/pdf';
import { DIALOG, expectClean } from './axe';
import { open } from './fixtures/open';
import { type DemoKey, signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

const LANGUAGES = ['en', 'de', 'it', 'nl'] as const;

async function pageAs(page: Page, key: DemoKey): Promise<Page> {
  const other = await (await page.context().browser()?.newContext())?.newPage();
  if (!other) throw new Error('no second browser');
  await signInAs(other, key);
  return other;
}

async function make(page: Page, place: string): Promise<string> {
  await open(page, '/reports');
  await page.getByRole('button', { name: 'Make a report…' }).click();
  const dialog = page.locator(DIALOG);
  await dialog.getByRole('combobox', { name: 'About' }).click();
  await page.getByRole('option', { name: place }).click();
  await dialog.getByRole('combobox', { name: 'Period' }).click();
  await page.getByRole('option', { name: '4 weeks' }).click();
  await expectClean(page, 'the form of a report', DIALOG);
  await dialog.getByRole('button', { name: 'Make report' }).click();
  await page.waitForURL(/\/reports\/\d+$/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

test('a report is made, says the same as the posture page, and is a tagged PDF in four languages', async ({ page }) => {
  const complaints = complaintsOf(page);
  await signInAs(page, 'responder');
  const number = await make(page, 'Whole organisation');
  await expect(page.getByRole('heading', { name: 'To decide now' })).toBeVisible();
  await expectClean(page, 'a report');
  const verdict = page.getByText(/promises hold\./).first();
  const said = (await verdict.textContent()) ?? '';
  await open(page, '/posture');
  await expect(page.getByText(said.trim())).toBeVisible();

  for (const language of LANGUAGES) {
    const answer = await page.request.get(`/api/reports/${number}/pdf?language=${language}`);
    const { info, marks, pages, text } = await readPdf(Uint8Array.from(await answer.body()));
    expect(info).toMatchObject({ Language: language });
    expect(marks).toEqual(
      new Map([
        ['Marked', true],
        ['UserProperties', false],
        ['Suspects', false],
      ]),
    );
    expect(text).toContain('/DisplayDocTitle true');
    const nodes = pages.flatMap((one) => one.nodes);
    expect(nodes.filter(({ role }) => role === 'TH').length).toBeGreaterThan(10);
    expect(nodes.filter(({ role, alt }) => role === 'Figure' && !alt)).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test('who may not see a report gets neither its page nor its file; a team sees its own', async ({ page }) => {
  await signInAs(page, 'responder');
  const whole = await make(page, 'Whole organisation');
  const shop = await make(page, 'Team Shop');
  const [own, other] = [await pageAs(page, 'engineer'), await pageAs(page, 'engineer2')];
  await open(own, `/reports/${shop}`);
  await expect(own.getByRole('heading', { name: 'Management report: Team Shop' })).toBeVisible();
  for (const [reader, number] of [
    [own, whole],
    [other, shop],
  ] as const) {
    expect((await reader.request.get(`/api/reports/${number}/pdf?language=en`)).status()).toBe(404);
    await open(reader, `/reports/${number}`);
    await expect(reader.getByText('Management report')).toHaveCount(0);
  }
});

test('a report is scheduled for people, changed, and switched off', async ({ page }) => {
  const complaints = complaintsOf(page);
  await signInAs(page, 'responder');
  await open(page, '/reports/schedules');
  await page.getByRole('button', { name: 'Schedule a report…' }).click();
  const dialog = page.locator(DIALOG);
  await dialog.getByRole('combobox', { name: 'About' }).click();
  await page.getByRole('option', { name: 'Team Platform' }).click();
  await dialog.getByRole('combobox', { name: 'How often' }).click();
  await page.getByRole('option', { name: 'Every week' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Choose at least one person.');
  await expectClean(page, 'the form of a schedule', DIALOG);
  await dialog.getByRole('checkbox', { name: 'Rafael Ortiz' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole('row', { name: /Team Platform/ });
  await expect(row).toContainText('Rafael Ortiz');
  await expect(row).toContainText('Every week');
  await expectClean(page, 'schedules');

  const auditor = await pageAs(page, 'auditor');
  await open(auditor, '/reports/schedules');
  await expect(auditor.getByRole('row', { name: /Team Platform/ })).toBeVisible();
  await expect(auditor.getByRole('main').getByRole('button')).toHaveCount(0);

  await row.getByRole('button', { name: 'Change…' }).click();
  await dialog.getByRole('button', { name: 'Switch off' }).click();
  await expect(row).toContainText('switched off');
  expect(complaints).toEqual([]);
});
