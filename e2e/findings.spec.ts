import { expect, type Page, test } from '@playwright/test';
import { expectClean, settle } from './axe';
import { countOf, firstOf, pageOf, panel, ready, rowsOf, statusOf } from './fixtures/findings';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';

const row = (page: Page, id: number) => page.locator(`tbody tr:has(a[href="/findings/${id}"])`);

test('works through the list by keyboard alone', async ({ page }) => {
  await signInAs(page, 'analyst');
  const query = 'status=open&kind=configuration&team=shop';
  const target = await firstOf(page, query);
  await open(page, `/findings?${query}`);
  await ready(page);
  await page.keyboard.press('j');
  await expect(page.locator('tbody tr[data-active]')).toHaveAttribute('data-index', '1');
  await page.keyboard.press('k');
  await expect(row(page, target.id).getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`open=${target.id}`));
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(target.title);

  await page.keyboard.press('c');
  await expect(row(page, target.id)).toContainText('Confirmed');
  await page.keyboard.press('x');
  await expect(row(page, target.id).getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('a');
  // Exact: the toast that follows is a dialog too, and its name begins alike.
  const assigning = page.getByRole('dialog', { name: 'Assign', exact: true });
  await assigning.getByRole('button', { name: 'Take it myself' }).press('Enter');
  await expect(assigning).toBeHidden();
  await expect
    .poll(async () => (await rowsOf(page, 'status=confirmed&assignee=me')).some(({ id }) => id === target.id))
    .toBe(true);
  await page.keyboard.press('m');
  await expect(panel(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Looked at **it**');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).locator('article strong')).toHaveText('it');
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  await page.getByRole('textbox', { name: 'Add' }).fill('by-keyboard');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('link', { name: 'by-keyboard' })).toBeVisible();
  await page.keyboard.press('u');
  await expect(panel(page).getByRole('link', { name: 'by-keyboard' })).toBeHidden();
  await page.keyboard.press('u');
  await expect
    .poll(async () => (await rowsOf(page, 'status=confirmed&assignee=me')).some(({ id }) => id === target.id))
    .toBe(false);
  await page.keyboard.press('u');
  await expect(row(page, target.id)).toContainText('Open');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/open=/);
});

test('decides on all that match, in one go, and takes it back', async ({ page }) => {
  await signInAs(page, 'analyst');
  const query = 'status=open&team=platform';
  const before = await countOf(page, query);
  const loaded = (await rowsOf(page, query)).length;
  expect(before, 'more than one page').toBeGreaterThan(loaded);
  await open(page, `/findings?${query}`);
  await ready(page);
  await page.getByRole('checkbox', { name: 'Select all that are loaded' }).click();
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toBeVisible();
  await bar.getByRole('button', { name: `Select all ${before} that match` }).click();
  await expect(bar.getByText(`All ${before} that match`, { exact: true })).toBeVisible();
  await page.keyboard.press('o');
  await page.getByRole('radio', { name: 'Test code' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('only for tests');
  await page.getByRole('button', { name: 'Decide' }).click();
  await expect(page.getByText(/Out of scope/).last()).toBeVisible();
  await expect.poll(() => countOf(page, query)).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(() => countOf(page, query)).toBe(before);
});

test('names the imports that a finding was seen over, each with a link', async ({ page }) => {
  await signInAs(page, 'analyst');
  const { id } = await firstOf(page, 'status=fixed&kind=configuration');
  await open(page, `/findings/${id}`);
  const line = page.getByRole('list', { name: 'Over its imports' }).first();
  await expect(line.getByRole('listitem').first()).toContainText('first seen');
  await expect(line.getByRole('listitem').last()).toContainText('gone');
  const history = page.getByRole('region', { name: 'History' });
  const address = (await line.getByRole('link').last().getAttribute('href')) ?? '';
  const link = history.locator(`a[href="${address}"]`).first();
  expect((await page.request.get(address)).status()).toBe(200);
  await link.click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
});

test('tells the later of two people who was faster, and keeps the first decision', async ({ browser }) => {
  const [ada, rafael] = [await pageOf(browser, 'analyst'), await pageOf(browser, 'responder')];
  const { id } = await firstOf(ada, 'status=open&team=shop');
  await open(ada, `/findings/${id}`);
  await expect(ada.getByRole('button', { name: 'Confirm' })).toBeVisible();
  await open(rafael, `/findings/${id}`);
  await rafael.getByRole('button', { name: 'Start work' }).click();
  await expect(rafael.getByText('In progress').first()).toBeVisible();
  await expect.poll(() => statusOf(rafael, id)).toBe('in_progress');

  await ada.getByRole('button', { name: 'False positive…' }).click();
  await ada.getByRole('button', { name: 'Decide' }).click();
  await expect(ada.getByText(/Rafael Ortiz was faster: In progress since/).first()).toBeVisible();
  await expect(ada.getByText('In progress').first()).toBeVisible();
  await rafael.locator('body').press('u');
  await expect
    .poll(async () => (await rowsOf(rafael, 'status=open&team=shop')).some((one) => one.id === id))
    .toBe(true);
});

test('another team gets 404 and no trace of the title', async ({ browser }) => {
  const [analyst, engineer] = [await pageOf(browser, 'analyst'), await pageOf(browser, 'engineer')];
  const hidden = await firstOf(analyst, 'status=any&team=platform');
  const answers = {
    [`/api/findings/${hidden.id}`]: 404,
    [`/findings/${hidden.id}`]: 404,
    [`/findings?open=${hidden.id}`]: 200,
  };
  for (const [at, status] of Object.entries(answers)) {
    const answer = await engineer.request.get(at);
    expect(answer.status(), at).toBe(status);
    expect(await answer.text(), at).not.toContain(hidden.title);
  }
  expect(await rowsOf(engineer, 'status=any&team=platform')).toEqual([]);
  expect(await rowsOf(engineer, `status=any&q=${encodeURIComponent(hidden.title)}&team=platform`)).toEqual([]);
  const own = await rowsOf(engineer, 'status=any');
  expect(own.length).toBeGreaterThan(0);
  await open(engineer, `/findings/${hidden.id}`);
  await expect(engineer.getByRole('heading', { name: 'Not found' })).toBeVisible();
  await open(engineer, `/findings?open=${hidden.id}`);
  await expect(panel(engineer).getByText('Not found')).toBeVisible();
});

test('a read-only person sees everything and no verb', async ({ page }) => {
  await signInAs(page, 'auditor');
  const { id } = await firstOf(page, '');
  await open(page, `/findings?open=${id}`);
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeVisible();
  await expect(panel(page).getByRole('heading', { name: 'History' })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  for (const name of ['Confirm', 'False positive…', 'Assign…', 'Comment']) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
  await page.locator('body').press('c');
  await page.locator('body').press('f');
  await expect(page.getByRole('dialog', { name: 'False positive' })).toHaveCount(0);
  await expect(panel(page).getByText('Open', { exact: true }).first()).toBeVisible();
});

test('an engineer triages the own product but is not offered false positive', async ({ page }) => {
  await signInAs(page, 'engineer');
  const { id } = await firstOf(page, 'status=open');
  await open(page, `/findings/${id}`);
  await expect(page.getByRole('button', { name: 'Confirm' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'False positive…' })).toHaveCount(0);
  await page.getByRole('button', { name: 'More…' }).click();
  await expect(page.getByRole('menuitem', { name: /Assign/ })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /False positive/ })).toHaveCount(0);
});

test('the address is the state, and a saved view is an address', async ({ page }) => {
  await signInAs(page, 'analyst');
  await open(page, '/findings');
  await ready(page);
  await page.getByRole('button', { name: 'Severity', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('checkbox', { name: 'High' }).click();
  await expect(page).toHaveURL(/severity=high/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const name = `High ones ${Date.now()}`;
  await page.getByRole('button', { name: 'Views' }).press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('[role=menu]')).toHaveCount(0);
  await expect(page.getByRole('search').getByRole('searchbox')).toBeFocused();
  await page.getByRole('button', { name: 'Views' }).click();
  // The menu is to close after the dialog has come, as on a machine that has other work.
  const devtools = await page.context().newCDPSession(page);
  const fade = (playbackRate: number) => devtools.send('Animation.setPlaybackRate', { playbackRate });
  // A transition that is turned round on its way takes no longer back than it took there.
  await settle(page);
  await fade(0.01);
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await expect(page.locator('[role=menu]')).toBeAttached();
  await fade(1);
  await expect(page.locator('[role=menu]')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/view=/);

  await open(page, '/findings');
  await ready(page);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name }).click();
  await expect(page).toHaveURL(/severity=high.*view=/);
  await expect(page.getByRole('button', { name })).toBeVisible();
  const severities = await page.locator('tbody tr').allInnerTexts();
  expect(severities.every((text) => text.includes('High'))).toBe(true);
  await open(page, page.url().replace('severity=high', 'severity=high,medium'));
  await ready(page);
  await page.getByRole('button', { name: `${name} (changed)` }).click();
  await page.getByRole('menuitem', { name: /Save changes/ }).click();
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: /Change/ }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: 'Views' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(async () => {
    await page.getByRole('button', { name: 'Views' }).click();
    await expect(page.getByRole('menuitem', { name })).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test('leads back to the list that a finding was opened from', async ({ page }) => {
  await signInAs(page, 'auditor');
  const { id } = await firstOf(page, 'severity=high');
  await open(page, `/findings?severity=high&open=${id}`);
  await page.getByRole('link', { name: 'Open as page' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/findings/${id}\\?from=`));
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await expect(page).toHaveURL(new RegExp(`/findings\\?severity=high&open=${id}$`));
  await expect(panel(page)).toBeVisible();
});

test('has no axe violation: list, filters, panel, dialogs, page, phone', async ({ page }) => {
  await signInAs(page, 'analyst');
  const clean = (where: string) => expectClean(page, where);
  const { id } = await firstOf(page, 'status=open');
  await open(page, '/findings');
  await ready(page);
  await clean('list');
  await page.getByRole('button', { name: 'More filters' }).click();
  await clean('filters');
  await open(page, `/findings?open=${id}`);
  await expect(panel(page).getByRole('heading', { name: 'History' })).toBeVisible();
  await page.locator('body').press('j');
  await page.keyboard.press('x');
  await clean('panel and selection');
  await page.keyboard.press('f');
  await expect(page.getByRole('dialog', { name: 'False positive' })).toBeVisible();
  await clean('dialog');
  await open(page, `/findings/${id}`);
  await clean('page');
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '/findings?q=nothing-has-this-name');
  await expect(page.getByText('Nothing matches').first()).toBeVisible();
  await clean('phone, empty');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
