import { expect, type Page, test } from '@playwright/test';
import { expectClean } from './axe';
import { open } from './fixtures/open';
import { passSecondFactor, signInAs } from './fixtures/sign-in';

const section = (page: Page, title: string) => page.getByRole('region', { name: title });

test('an auditor reads the settings of the organisation and changes none', async ({ page }) => {
  await signInAs(page, 'auditor');
  await open(page, '/settings/organisation');
  await expect(section(page, 'Sessions')).toContainText('60 minutes');
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
});

test('an administrator changes one after a second factor and a second yes', async ({ page }) => {
  await signInAs(page, 'admin');
  await open(page, '/settings/organisation');
  await page.getByText('Other contexts for single deeds').click();
  await expectClean(page, 'organisation');
  const reports = section(page, 'Reports');
  const days = reports.getByLabel('Days to keep a report as received');
  const wanted = (await days.inputValue()) === '45' ? '46' : '45';
  await days.fill('0');
  await reports.getByRole('button', { name: 'Save: Reports' }).click();
  await expect(days).toHaveAttribute('aria-invalid', 'true');
  await days.fill(wanted);
  await days.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Changing a setting of the organisation');
  await page.getByTestId('step-up-prove').click();
  await passSecondFactor(page);
  await expect(page).toHaveURL(/\/settings\/organisation$/);
  await expect(page.getByRole('dialog')).toContainText(`${wanted} days`);
  await page.getByTestId('step-up-confirm').click();
  await expect(reports).toContainText('Changed by Ada de Vries');
  await expect(days).toHaveValue(wanted);
  await open(page, '/audit?action=setting.changed');
  await expect(page.getByRole('main')).toContainText('imports.keepDays');
});
