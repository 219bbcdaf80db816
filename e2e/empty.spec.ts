import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectClean } from './axe';
import { open } from './fixtures/open';
import { type SecondServer, startEmpty } from './fixtures/second-server';
import { type DemoKey, passSecondFactor, signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

let server: SecondServer;

test.beforeAll(async ({ baseURL }) => {
  server = await startEmpty(baseURL ?? '');
});

test.afterAll(() => server.stop());

async function pageOf(browser: Browser, key: DemoKey): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: server.baseURL })).newPage();
  await signInAs(page, key);
  return page;
}

async function expectStep(page: Page, at: string, words: string): Promise<void> {
  await open(page, at);
  await expect(page.getByRole('main'), at).toContainText(words);
}

const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true });

/** Makes a team and a product by their dialogs. */
async function makeProduct(admin: Page): Promise<void> {
  await admin.getByRole('button', { name: 'New team…' }).click();
  await admin.getByRole('textbox', { name: 'Name' }).fill('Shop');
  await admin.getByRole('button', { name: 'Create team' }).click();
  await expect(admin.getByRole('heading', { name: 'Shop' })).toBeVisible();
  await admin.getByRole('button', { name: 'New product…' }).click();
  await admin.getByRole('textbox', { name: 'Name' }).fill('Web shop');
  await admin.getByRole('button', { name: 'Create product' }).click();
  await expect(admin.getByRole('heading', { level: 1, name: 'Web shop' })).toBeVisible();
}

/** Gives the engineer the team Shop. */
async function giveShop(admin: Page): Promise<void> {
  await admin.getByRole('button', { name: 'Edit where the roles of Emil Novak count' }).click();
  await admin.getByRole('checkbox', { name: 'Shop', exact: true }).first().click();
  await admin.getByRole('button', { name: 'Save', exact: true }).click();
  await admin.getByTestId('step-up-prove').click();
  await passSecondFactor(admin);
  await admin.getByTestId('step-up-confirm').click();
  await expect(admin.getByRole('row', { name: /Emil Novak/ })).toContainText('Shop');
}

test('without a report, each person is told the first step that is theirs', async ({ browser }) => {
  const [analyst, engineer, admin] = [
    await pageOf(browser, 'analyst'),
    await pageOf(browser, 'engineer'),
    await pageOf(browser, 'admin'),
  ];
  const complaints = [analyst, engineer, admin].map(complaintsOf);
  for (const at of ['/', '/findings', '/imports', '/assets', '/assets/sources']) {
    await expectStep(engineer, at, 'Nothing is open to you yet');
    await expectStep(analyst, at, 'Administrators make teams and products');
    await expect(link(analyst, 'Import reports…'), at).toHaveCount(0);
    await expect(analyst.getByText('curl'), at).toHaveCount(0);
  }
  await expectClean(engineer, 'engineer without a reach');
  await expectClean(analyst, 'reader');

  await expectStep(admin, '/', 'No products yet');
  await expectClean(admin, 'administrator of nothing');
  await link(admin, 'Teams and products').click();
  await makeProduct(admin);
  await expectStep(admin, '/', 'Give engineers their team or product');
  await link(admin, 'People').click();
  await giveShop(admin);

  await expectStep(engineer, '/', 'Import a report of Trivy');
  await expect(engineer.getByText(`${server.baseURL}/api/v1/imports`)).toBeVisible();
  await expectClean(engineer, 'engineer with a product');
  await link(engineer, 'Import reports…').click();
  await expect(engineer.getByRole('button', { name: 'Choose reports…' })).toBeVisible();
  expect(complaints.flat()).toEqual([]);
});
