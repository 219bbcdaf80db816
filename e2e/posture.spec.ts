import { type Browser, expect, type Page, test } from '@playwright/test';
import { DIALOG, expectClean } from './axe';
import { open } from './fixtures/open';
import { type DemoKey, passSecondFactor, signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

/** The worker looks every 15 s whether something was decided. */
const JUDGED = 60_000;
/** No sample proves or states it. */
const UNPROVEN = 'E1';
const DOCUMENT = 'https://wiki.example/platform/monitoring';

async function pageOf(browser: Browser, key: DemoKey): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, key);
  return page;
}

/** `YYYY-MM-DD` some days from now. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a manager sees which promises are missed, the evidence behind one, and takes the report along', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  await signInAs(page, 'auditor');
  await open(page, '/posture?state=missed');
  const first = page
    .getByRole('main')
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
    .first();
  await expect(first).toContainText('Missed');
  await expectClean(page, 'missed promises');
  await first.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'How it is judged' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'State…' })).toHaveCount(0);
  const evidence = page.getByRole('region', { name: 'Evidence' }).getByRole('link').first();
  const href = await evidence.getAttribute('href');
  await evidence.click();
  await page.waitForURL((url) => `${url.pathname}${url.search}`.startsWith(href ?? 'none'));
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();

  await open(page, '/reports');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^R-1 · / })
    .click();
  await expect(page.getByRole('heading', { name: 'To decide now' })).toBeVisible();
  const file = await page.request.get('/api/reports/1/pdf?language=de');
  expect(file.headers()['content-type']).toBe('application/pdf');
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
  expect(complaints).toEqual([]);
});

test('a promise is stated by a document, excepted by one person and approved by another', async ({ browser }) => {
  const stater = await pageOf(browser, 'admin');
  const complaints = complaintsOf(stater);
  await open(stater, `/posture/${UNPROVEN}`);
  const dialog = stater.locator(DIALOG);

  await stater.getByRole('button', { name: 'State…' }).click();
  await expectClean(stater, 'the statement', DIALOG);
  await dialog.getByLabel('What was looked at').fill('Dashboards and alerts of both clusters');
  await dialog.getByLabel('Document').fill(DOCUMENT);
  await dialog.getByLabel('Holds until').fill(inDays(90));
  await dialog.getByRole('button', { name: 'State it' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(stater.getByRole('region', { name: 'Statements' })).toContainText(DOCUMENT);

  await stater.getByRole('button', { name: 'Ask for an exception…' }).click();
  await expectClean(stater, 'the request of an exception', DIALOG);
  await dialog.getByLabel('Reason').fill('The new cluster is not watched yet');
  await dialog.getByLabel('Ends on').fill(inDays(30));
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const asked = stater.getByRole('region', { name: 'Exceptions' });
  await expect(asked).toContainText('Waits for approval');
  await expect(asked.getByRole('button', { name: 'Approve' })).toHaveCount(0);

  const approver = await pageOf(browser, 'responder');
  await open(approver, `/posture/${UNPROVEN}`);
  const waiting = approver.getByRole('region', { name: 'Exceptions' });
  await waiting.getByRole('button', { name: 'Approve' }).click();
  await approver.getByTestId('step-up-prove').click();
  await passSecondFactor(approver);
  await approver.getByTestId('step-up-confirm').click();
  await expect(waiting).toContainText('Approved');
  await expect(async () => {
    await open(approver, `/posture/${UNPROVEN}`);
    const state = approver.getByRole('region', { name: 'State', exact: true });
    await expect(state).toContainText('Ada de Vries states that it holds', { timeout: 1_000 });
  }).toPass({ timeout: JUDGED });
  await expect(approver.getByRole('main')).toContainText('Excepted');
  await expectClean(approver, 'a promise that was stated');
  expect(complaints).toEqual([]);
});
