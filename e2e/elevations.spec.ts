import { type Browser, expect, type Page, test } from '@playwright/test';
import { DIALOG, expectClean } from './axe';
import { open } from './fixtures/open';
import { type DemoKey, passSecondFactor, signInAs } from './fixtures/sign-in';

async function pageOf(browser: Browser, key: DemoKey): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, key);
  return page;
}

async function prove(page: Page): Promise<void> {
  await page.getByTestId('step-up-prove').click();
  await passSecondFactor(page);
  await page.getByTestId('step-up-confirm').click();
}

const REASON = 'An auditor asks for the evidence tonight';

test('rights are asked for, given by somebody else, held with a banner on each page, and ended early', async ({
  browser,
}) => {
  const analyst = await pageOf(browser, 'analyst');
  await open(analyst, '/settings/elevations');
  await analyst.getByRole('button', { name: 'Ask for rights', exact: true }).click();
  const form = analyst.locator(DIALOG);
  await form.getByRole('checkbox', { name: 'Export evidence' }).check();
  await form.getByLabel('Reason').fill(REASON);
  await expectClean(analyst, 'asking for rights', DIALOG);
  await form.getByRole('button', { name: 'Ask', exact: true }).click();
  await prove(analyst);
  const own = analyst.getByRole('row').filter({ hasText: REASON });
  await expect(own).toContainText('Waiting');
  await expect(own.getByRole('button', { name: 'Approve' })).toHaveCount(0);

  const approver = await pageOf(browser, 'responder');
  await open(approver, '/settings/elevations');
  const waiting = approver.getByRole('row').filter({ hasText: REASON });
  await waiting.getByRole('button', { name: 'Approve' }).click();
  await approver.locator(DIALOG).getByRole('button', { name: 'Approve', exact: true }).click();
  await prove(approver);
  await expect(waiting).toContainText('Active');
  await expectClean(approver, 'the register of elevations');

  await open(analyst, '/compliance/packages');
  const banner = analyst.getByRole('complementary', { name: 'Elevation' });
  await expect(banner).toContainText('Export evidence');
  await expect(analyst.getByRole('button', { name: 'Make package…' })).toBeVisible();
  await banner.getByRole('button', { name: 'End now' }).click();
  await expect(banner).toHaveCount(0);
  await expect(analyst.getByRole('button', { name: 'Make package…' })).toHaveCount(0);
  await open(analyst, '/settings/elevations');
  await expect(own).toContainText('Ended early');
});
