import { expect, test } from '@playwright/test';
import { expectClean } from './axe';
import { countOf, pageOf, panel, type Row, ready, rowsOf } from './fixtures/findings';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';

test('works through the inbox by keyboard: one key a decision, the next is there, the same elsewhere by one more', async ({
  page,
}) => {
  await signInAs(page, 'engineer');
  const queue = 'own=yes&assignee=none,me&snoozed=no&sort=priority.desc';
  const [first, second, third, fourth] = await rowsOf(page, queue);
  if (!first || !second || !third || !fourth) throw new Error('the queue is too short');
  const isOpen = ({ id }: Row) => expect(page).toHaveURL(new RegExp(`open=${id}`));
  await open(page, '/inbox?queue=team');
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(first.title);
  await ready(page);
  await page.keyboard.press('c');
  await isOpen(second);
  await page.keyboard.press('o');
  await page.getByRole('dialog', { name: 'Out of scope' }).press('1');
  await isOpen(third);
  await page.keyboard.press('s');
  await page.getByRole('dialog', { name: 'Snooze' }).press('2');
  await isOpen(fourth);
  const statusOf = async ({ id }: Row) => {
    const row: Row & { snoozedUntil: string | null } = await (await page.request.get(`/api/findings/${id}`)).json();
    return `${row.status} ${row.snoozedUntil === null ? 'awake' : 'asleep'}`;
  };
  const states = () => Promise.all([first, second, third].map(statusOf));
  await expect.poll(states).toEqual(['confirmed awake', 'out_of_scope awake', 'open asleep']);
  for (const back of [third, second, first]) {
    await page.locator('body').press('u');
    await isOpen(back);
  }
  await expect.poll(states).toEqual(['open awake', 'open awake', 'open awake']);

  const places = async ({ id }: Row) => {
    const found = await page.request.get(`/api/findings/${id}/same?verb=in_progress`);
    const answer: { query: string; total: { n: number } } = await found.json();
    return answer;
  };
  const code = await rowsOf(page, `${queue}&status=open&kind=code`);
  let found: { one: Row; query: string } | null = null;
  for (const one of code) {
    const { query, total } = await places(one);
    if (total.n > 0) found = { one, query };
    if (found) break;
  }
  if (!found) throw new Error('no rule was found twice');
  const { one, query } = found;
  const waiting = await countOf(page, query.slice(1));
  await open(page, `/inbox?queue=team&open=${one.id}`);
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(one.title);
  await page.locator('body').press('p');
  await expect(page.getByRole('region', { name: 'The same in other places' })).toBeVisible();
  await page.locator('body').press('b');
  await expect.poll(() => countOf(page, query.slice(1))).toBe(0);
  await page.locator('body').press('u');
  await expect.poll(() => countOf(page, query.slice(1))).toBe(waiting - 1);
  await page.locator('body').press('u');
  await expect.poll(() => countOf(page, query.slice(1))).toBe(waiting);
});

test('a hand-over waits for the person who gets it, and the giver hears that it was accepted', async ({ browser }) => {
  const analyst = await pageOf(browser, 'analyst');
  const given = (await rowsOf(analyst, 'status=open&team=shop&severity=low&kind=configuration&assignee=none')).at(-1);
  if (!given) throw new Error('nothing to hand over');
  await open(analyst, `/findings/${given.id}`);
  await analyst.locator('body').press('a');
  const dialog = analyst.getByRole('dialog');
  await dialog.getByRole('combobox').fill('Emil');
  await analyst.getByRole('option', { name: /Emil/ }).click();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('You know this file best');
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await expect(analyst.getByText(/handed this over to Emil Novak, not yet accepted/)).toBeVisible();

  const engineer = await pageOf(browser, 'engineer');
  await open(engineer, `/inbox?queue=handover&open=${given.id}`);
  await expect(panel(engineer).getByRole('heading', { level: 2 })).toHaveText(given.title);
  await expectClean(engineer, 'a hand-over');
  await engineer.locator('body').press('h');
  await expect(engineer.getByText('Hand-over accepted', { exact: true })).toBeVisible();
  await open(analyst, '/notices');
  await expect(analyst.getByText(`Emil Novak accepted “${given.title}”`).first()).toBeVisible();
});
