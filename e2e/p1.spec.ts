import { type Browser, expect, type Page, type PlaywrightWorkerArgs, test } from '@playwright/test';
import { expectClean } from './axe';
import { makeEventToken } from './fixtures/event-token';
import { open } from './fixtures/open';
import { addAction, closeWithProof, pdfText, SAID, writeReview } from './fixtures/review';
import { secondWeb } from './fixtures/second-web';
import { signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

/** Milliseconds until the worker has raised an alert and the page has looked again. */
const RAISED = 60_000;
/** What one does the other sees within this many milliseconds. */
const LIVE_MS = 1_000;
const RESPONDER = 'Rafael Ortiz';

type Send = { readonly playwright: PlaywrightWorkerArgs['playwright']; readonly baseURL: string | undefined };

/** A record of Falco arrives by webhook. */
async function alarm({ playwright, baseURL }: Send, token: string, pod: string): Promise<void> {
  const machine = await playwright.request.newContext({ baseURL });
  const record = {
    uuid: pod,
    rule: 'Shell of a P1',
    priority: 'Critical',
    output: 'a shell',
    time: new Date().toISOString().replace('Z', '123456Z'),
    tags: ['T1059'],
    output_fields: { 'k8s.ns.name': 'pay', 'k8s.pod.name': pod, 'user.name': 'root' },
  };
  const headers = { authorization: `Bearer ${token}` };
  const sent = await machine.post('/api/v1/events/falco?sender=p1', { headers, data: JSON.stringify(record) });
  expect(sent.status(), await sent.text()).toBe(202);
  await machine.dispose();
}

async function onPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await signInAs(page, 'responder');
  return page;
}

/** From the alert to the incident, by hand: impact and urgency high make it a P1. @returns its number */
async function declare(page: Page, pod: string): Promise<number> {
  await open(page, `/alerts?q=${pod}`);
  await expect(page.getByRole('row').filter({ hasText: pod })).toBeVisible({ timeout: RAISED });
  await page.locator('body').press('j');
  await page.keyboard.press('x');
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Declare an incident…' }).click();
  const dialog = page.locator('[role=dialog][data-captures-keys]');
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Leaked secret' }).click();
  await dialog.getByRole('radio', { name: /P1/ }).first().check({ force: true });
  await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
  await page.waitForURL(/\/incidents\/\d+$/);
  return Number(new URL(page.url()).pathname.split('/').at(-1));
}

/** Milliseconds from one pressing Enter to the other seeing it. */
async function heardAfter(from: Page, to: Page, text: string): Promise<number> {
  const box = from.getByRole('textbox', { name: 'Message' });
  await box.fill(text);
  const startedAt = performance.now();
  await from.getByRole('button', { name: 'Send', exact: true }).click();
  await to.getByRole('log').getByText(text).waitFor();
  return Math.round(performance.now() - startedAt);
}

async function moveTo(page: Page, phase: string): Promise<void> {
  await page.getByRole('button', { name: /^Move phase/ }).click();
  const dialog = page.locator('[role=dialog][data-captures-keys]');
  await dialog.getByRole('radio', { name: phase, exact: true }).check();
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Streams of a web process that is told to stop are over within this many milliseconds. */
const STOPPED_MS = 5_000;

/** A web process of two is restarted: its streams end with a word, its pages come back to the next one and lack no line. */
async function restart(desk: Page, phone: Page, number: number, baseURL: string): Promise<void> {
  const web = secondWeb(baseURL);
  await web.start();
  try {
    const watcher = await desk.context().newPage();
    await open(watcher, `${web.baseURL}/incidents/${number}`);
    const live = watcher.getByText('Live', { exact: true });
    await expect(live).toBeVisible();
    const cookie = (await desk.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const at = `${web.baseURL}/api/incidents/${number}/stream?tab=${crypto.randomUUID()}&place=now&after=0`;
    const stream = (await fetch(at, { headers: { cookie } })).text();
    const lines = ['before the stop', 'while it is gone', 'after the start'];
    const say = (text: string | undefined) => heardAfter(phone, desk, `A line ${text}`);
    await say(lines[0]);
    expect(await web.stop()).toBeLessThan(STOPPED_MS);
    expect(await stream).toMatch(/event: end\ndata: \{"why":"stopping"\}\n\n$/);
    await say(lines[1]);
    await expect(live).toHaveCount(0);
    await web.start();
    await say(lines[2]);
    await expect(live).toBeVisible();
    const log = watcher.getByRole('log');
    for (const line of lines) await expect(log.getByText(`A line ${line}`)).toHaveCount(1);
    await watcher.close();
  } finally {
    await web.stop();
  }
}

/** The review: one writes and publishes it, the other adds what is to be done and reads it, as a page and as PDF. */
async function review(desk: Page, phone: Page): Promise<void> {
  await desk.getByRole('link', { name: 'Review', exact: true }).click();
  await phone.getByRole('link', { name: 'Review', exact: true }).click();
  await writeReview(desk, RESPONDER);
  await addAction(phone, RESPONDER);
  await expect(desk.getByText(SAID.action)).toBeVisible();
  await desk.getByRole('button', { name: 'Publish', exact: true }).click();
  await phone.getByRole('link', { name: /^Publication 1:/ }).click();
  const page = phone.getByRole('article');
  for (const text of [SAID.summary, SAID.factor, `${SAID.whys[1]} (root cause)`, '42 minutes', SAID.action])
    await expect(page).toContainText(text);
  await expect(page).toContainText('our own clock');
  await expectClean(phone, 'the published review', '#main');
  const pdf = await pdfText(phone, 'Deutsch');
  for (const text of [SAID.summary, SAID.action, 'Grundursache', 'SHA-256', 'Seite 1 von']) expect(pdf).toContain(text);
}

test('a P1 from the webhook to its published review: two browsers, one of them a phone, see each other work', async ({
  page: desk,
  browser,
  playwright,
  baseURL,
}) => {
  const token = await makeEventToken(desk);
  await desk.context().clearCookies();
  await signInAs(desk, 'analyst');
  const complaints = complaintsOf(desk);
  const pod = `p1-${Date.now()}`;
  await alarm({ playwright, baseURL }, token, pod);
  const number = await declare(desk, pod);
  const log = desk.getByRole('log');
  await expect(desk.getByText('Live', { exact: true })).toBeVisible();

  const phone = await onPhone(browser);
  await open(phone, `/incidents/${number}`);
  await expect(phone.getByText('Live', { exact: true })).toBeVisible();
  await expect(desk.getByRole('list', { name: 'Who is here' }).getByRole('listitem')).toHaveCount(2);
  await phone.getByRole('button', { name: 'Acknowledge', exact: true }).click();
  await expect(log).toContainText(`${RESPONDER} took it within a minute`);

  const heard: number[] = [];
  for (const n of [1, 2, 3]) {
    heard.push(await heardAfter(phone, desk, `The pod is cut off, ${n}`));
    heard.push(await heardAfter(desk, phone, `Looking at the image, ${n}`));
  }
  test.info().annotations.push({ type: 'heard', description: `${heard.join(', ')} ms` });
  console.log(`what one writes the other sees after ${heard.join(', ')} ms`);
  expect(Math.min(...heard)).toBeLessThan(LIVE_MS);

  await restart(desk, phone, number, baseURL ?? '');

  await desk.getByRole('link', { name: 'File', exact: true }).click();
  await desk.getByRole('button', { name: /^Apply playbook/ }).click();
  await desk.getByRole('link', { name: 'Now', exact: true }).click();
  const tasks = phone.getByRole('list', { name: 'Open tasks' });
  await tasks
    .getByRole('button', { name: /^Begin/ })
    .first()
    .click();
  await tasks
    .getByRole('button', { name: /is done$/ })
    .first()
    .click();
  await expect(tasks.getByRole('button', { name: /is done$/ })).toHaveCount(0);

  await desk.getByRole('button', { name: 'Status update…' }).click();
  const dialog = desk.locator('[role=dialog][data-captures-keys]');
  await dialog.getByRole('textbox', { name: 'In two sentences, without jargon' }).fill('Payments are safe.');
  await dialog.getByRole('textbox', { name: 'Next steps' }).fill('Find out how they came in.');
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(phone.getByRole('log')).toContainText('Payments are safe.');
  await phone.getByRole('link', { name: 'All status updates' }).click();
  await expect(phone.getByText('Find out how they came in.')).toBeVisible();
  await phone.getByRole('button', { name: 'Follow' }).click();
  await expect(phone.getByRole('button', { name: 'Stop following' })).toBeVisible();
  await expectClean(phone, 'status updates', '#main');

  await moveTo(desk, 'Containment');
  await moveTo(desk, 'Lessons');
  await expect(log).toContainText('Recovered:');
  await expectClean(desk, 'the room', '#main');
  await review(desk, phone);

  await desk.getByRole('link', { name: 'Now', exact: true }).click();
  await phone.getByRole('link', { name: 'Now', exact: true }).click();
  await closeWithProof(phone);
  await expect(desk.getByText(/^Closed .*: Resolved$/)).toBeVisible();
  await expect(log).toContainText('published the review, no. 1');
  await expect(log).toContainText(`${RESPONDER} closed the incident: `);
  expect(complaints).toEqual([]);
  await phone.context().close();
});
