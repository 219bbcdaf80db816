import { expect, type Page, test } from '@playwright/test';
import { expectClean } from './axe';
import { open } from './fixtures/open';
import { type DemoKey, signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

/** Something that asks, opened by a person on a page. `shows`: the role of what is there once it is open. */
type Scene = {
  readonly what: string;
  readonly at: string;
  readonly steps: (page: Page) => Promise<void>;
  readonly shows: 'dialog' | 'menu' | 'listbox' | 'main';
};

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name, exact: true }).first().click();
const choose = (button: string | RegExp, item: string | RegExp) => async (page: Page) => {
  await press(button)(page);
  await page.getByRole('menuitem', { name: item }).click();
};

const EVERYWHERE: readonly Scene[] = [
  { what: 'account', at: '/settings/profile', steps: press(/account and display/), shows: 'menu' },
  { what: 'keys', at: '/', steps: choose(/account and display/, 'Keyboard shortcuts'), shows: 'dialog' },
  { what: 'palette', at: '/', steps: (page) => page.keyboard.press('Control+k'), shows: 'dialog' },
];

const ADMIN: readonly Scene[] = [
  ...EVERYWHERE,
  { what: 'new team', at: '/assets/products', steps: press('New team…'), shows: 'dialog' },
  { what: 'rename team', at: '/assets/products', steps: press('Rename Shop…'), shows: 'dialog' },
  { what: 'new product', at: '/assets/products', steps: press('New product…'), shows: 'dialog' },
  { what: 'edit product', at: '/assets/products/web-shop', steps: press('Edit product…'), shows: 'dialog' },
  { what: 'reach', at: '/settings/people', steps: press(/^Edit where the roles of Emil Novak/), shows: 'dialog' },
  { what: 'more of a person', at: '/settings/people', steps: press('More for Emil Novak'), shows: 'menu' },
  { what: 'second factor', at: '/settings/people', steps: choose('More for Emil Novak', 'Shut out'), shows: 'dialog' },
  { what: 'new token', at: '/settings/tokens', steps: press('Create token…'), shows: 'dialog' },
];

function engineerScenes(finding: string, failed: string): readonly Scene[] {
  return [
    { what: 'reports to send', at: '/imports', steps: chooseReports, shows: 'main' },
    { what: 'format of a report', at: '/imports', steps: chooseFormat, shows: 'listbox' },
    { what: 'format filter', at: '/imports', steps: press('Format'), shows: 'dialog' },
    {
      what: 'import again',
      at: failed,
      steps: async () => undefined,
      shows: 'main',
    },
    { what: 'new token', at: '/settings/tokens', steps: press('Create token…'), shows: 'dialog' },
    { what: 'verbs', at: finding, steps: press('More…'), shows: 'menu' },
  ];
}

function analystScenes(finding: string): readonly Scene[] {
  return [
    { what: 'views', at: '/findings', steps: press('Views'), shows: 'menu' },
    { what: 'save view', at: '/findings', steps: choose('Views', 'Save this view…'), shows: 'dialog' },
    { what: 'assign', at: finding, steps: choose('More…', /^Assign/), shows: 'dialog' },
    { what: 'tag', at: finding, steps: choose('More…', /^Tag/), shows: 'dialog' },
    { what: 'duplicate', at: finding, steps: choose('More…', /^Duplicate/), shows: 'dialog' },
    { what: 'false positive', at: finding, steps: press('False positive…'), shows: 'dialog' },
  ];
}

async function chooseReports(page: Page): Promise<void> {
  const file = (name: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from('{}') });
  await page.locator('input[type=file]').setInputFiles([file('one.json'), file('two.json')]);
  await expect(page.getByRole('combobox', { name: 'Format of two.json' })).toBeVisible();
}

async function chooseFormat(page: Page): Promise<void> {
  await chooseReports(page);
  await page.getByRole('combobox', { name: 'Format of one.json' }).click();
}

async function walk(page: Page, scenes: readonly Scene[]): Promise<void> {
  const complaints = complaintsOf(page);
  const seen = new Set<string>();
  for (const { what, at, steps, shows } of scenes) {
    await open(page, at);
    // The page with what its person may do on it, once; then what asks.
    if (!seen.has(at)) await expectClean(page, at);
    seen.add(at);
    await steps(page);
    await expect(page.getByRole(shows).first(), what).toBeVisible();
    await expectClean(page, what, shows === 'main' ? 'main' : `[role=${shows}]`);
  }
  expect(complaints).toEqual([]);
}

async function firstFinding(page: Page): Promise<string> {
  const answer: { rows: { id: number }[] } = await (await page.request.get('/api/findings?status=open')).json();
  return `/findings/${answer.rows[0]?.id}`;
}

/** Sends what no parser knows and waits until that was found out. */
async function failedImport(page: Page, baseURL: string): Promise<string> {
  const products = await page.request.get('/api/imports');
  const { rows }: { rows: { product: { id: string } }[] } = await products.json();
  const sent = await page.request.post(`/api/imports?product=${rows[0]?.product.id}&file=odd.json`, {
    headers: { origin: baseURL },
    data: '{"who":"knows"}',
  });
  const { id }: { id: string } = await sent.json();
  const state = async () => (await (await page.request.get(`/api/imports/${id}`)).json()).state;
  await expect.poll(state, { timeout: 60_000 }).toBe('failed');
  return `/imports/${id}`;
}

test.describe('axe finds nothing in what asks, nor on the pages where it is offered', () => {
  test.describe.configure({ mode: 'parallel' });
  const as = async (page: Page, key: DemoKey) => {
    await signInAs(page, key);
    return page;
  };

  test('to an administrator', async ({ page }) => walk(await as(page, 'admin'), ADMIN));

  test('to an engineer', async ({ page, baseURL }) => {
    await as(page, 'engineer');
    await walk(page, engineerScenes(await firstFinding(page), await failedImport(page, baseURL ?? '')));
  });

  test('to an analyst', async ({ page }) => {
    await as(page, 'analyst');
    await walk(page, analystScenes(await firstFinding(page)));
  });
});
