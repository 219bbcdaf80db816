import { expect, type Page, test } from '@playwright/test';
import { expectClean } from './axe';
import { open } from './fixtures/open';
import { passSecondFactor, signInAs } from './fixtures/sign-in';

const newVersion = (page: Page) => page.getByRole('region', { name: 'New version' });

test('an auditor reads policies and calendars, and changes none', async ({ page }) => {
  await signInAs(page, 'auditor');
  await open(page, '/settings/sla');
  await expectClean(page, 'sla');
  await page.getByRole('link', { name: 'Organisation', exact: true }).last().click();
  await expect(page.getByRole('region', { name: 'Versions' })).toContainText('In force');
  await expect(newVersion(page)).toHaveCount(0);
});

test('an administrator sees what a version would do, saves it after a second factor, and findings follow', async ({
  page,
}) => {
  await signInAs(page, 'admin');
  await open(page, '/settings/sla/policy');
  await expectClean(page, 'sla policy');
  const form = newVersion(page);
  const low = form.getByLabel('Low', { exact: true });
  const wanted = (await low.inputValue()) === '170' ? '171' : '170';
  await low.fill('0');
  await form.getByRole('button', { name: 'Show the effect…' }).click();
  await expect(low).toHaveAttribute('aria-invalid', 'true');
  await low.fill(wanted);
  await form.getByRole('button', { name: 'Show the effect…' }).click();
  await expect(page.getByRole('dialog')).toContainText('would get another due date');
  await page.getByRole('dialog').getByRole('button', { name: 'Save version' }).click();
  await page.getByTestId('step-up-prove').click();
  await passSecondFactor(page);
  await expect(page.getByRole('dialog')).toContainText(`${wanted} days`);
  await page.getByTestId('step-up-confirm').click();
  const versions = page.getByRole('region', { name: 'Versions' });
  await expect(versions.getByRole('listitem').first()).toContainText('saved by Ada de Vries');
  await expect(versions.getByRole('listitem').first()).toContainText(`${wanted} days`);
  await open(page, '/findings?severity=low');
  await page.getByRole('row').nth(1).click();
  await expect(page.getByText(`${wanted} days for Low`).first()).toBeVisible();
});
