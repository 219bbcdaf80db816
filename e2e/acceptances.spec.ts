import { type Browser, expect, type Page, test } from '@playwright/test';
import { DIALOG, expectClean } from './axe';
import { open } from './fixtures/open';
import { type DemoKey, passSecondFactor, signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

async function pageOf(browser: Browser, key: DemoKey): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, key);
  return page;
}

/** An open finding of the platform team that nobody else of these specs decides on. */
async function aFinding(page: Page): Promise<{ id: number; title: string }> {
  const query = 'status=open&team=platform&severity=low&kind=configuration&sort=first_seen.asc';
  const answer: { rows: { id: number; title: string }[] } = await (
    await page.request.get(`/api/findings?${query}`)
  ).json();
  const last = answer.rows.at(-1);
  if (!last) throw new Error(`nothing matches ${query}`);
  return last;
}

test('a risk is asked for with evidence, approved by somebody else with fresh proof, and shown until its end', async ({
  browser,
}) => {
  const analyst = await pageOf(browser, 'analyst');
  const complaints = complaintsOf(analyst);
  const finding = await aFinding(analyst);
  const why = `Nobody reaches it (${finding.id})`;

  await open(analyst, `/findings/${finding.id}`);
  const dialog = analyst.getByRole('dialog');
  // Keys count once the page has come alive.
  await expect(async () => {
    await analyst.keyboard.press('y');
    await expect(dialog.getByRole('radio')).not.toHaveCount(0, { timeout: 5_000 });
  }).toPass();
  await expectClean(analyst, 'the request', DIALOG);
  await dialog.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(dialog.getByText('This is needed.')).toBeVisible();
  await dialog.getByLabel('Justification').fill(why);
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'risk.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 made up'),
  });
  await dialog.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(analyst.getByText('Approval asked for')).toBeVisible();

  await open(analyst, `/acceptances?queue=mine&q=${finding.id}`);
  await analyst.getByRole('row').filter({ hasText: why }).getByRole('link').first().click();
  await expect(analyst.getByText('Anna Sommer asked for it')).toBeVisible();
  await expect(analyst.getByRole('button', { name: 'Approve…' })).toHaveCount(0);
  const address = new URL(analyst.url()).pathname;

  const approver = await pageOf(browser, 'responder');
  await open(approver, '/inbox?queue=approval');
  const waiting = approver.getByRole('listitem').filter({ hasText: why });
  await waiting.getByRole('button').click();
  await expect(approver.getByText('risk.pdf', { exact: true })).toBeVisible();
  await expectClean(approver, 'the queue of approvals');
  await approver.keyboard.press('y');
  await approver.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
  await approver.getByTestId('step-up-prove').click();
  await passSecondFactor(approver);
  await approver.getByTestId('step-up-confirm').click();
  await expect(approver.getByText('Approved: 1 finding accepted')).toBeVisible();
  await expect(waiting).toHaveCount(0);
  await open(approver, address);
  await expect(approver.getByText('Rafael Ortiz approved it')).toBeVisible();
  await expectClean(approver, 'an acceptance');

  await open(analyst, `/findings/${finding.id}`);
  const held = analyst.getByRole('region', { name: 'Risk accepted' });
  await expect(held).toContainText('Rafael Ortiz accepted it until');
  await expect(held).toContainText(why);
  await expect(analyst.getByRole('main')).toContainText('accepted the risk');
  expect(complaints).toEqual([]);

  const register = await analyst.request.get(`/api/acceptances/export?format=csv&q=${finding.id}`);
  expect(register.headers()['content-disposition']).toMatch(/risk-register-.*csv/);
  expect(await register.text()).toContain(why);

  const stranger = await pageOf(browser, 'engineer');
  await open(stranger, address);
  await expect(stranger.getByRole('heading', { name: 'Not found' })).toBeVisible();
});
