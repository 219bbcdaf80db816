import { expect, test } from '@playwright/test';
import { DIALOG, expectClean } from './axe';
import { makeEventToken } from './fixtures/event-token';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';
import { complaintsOf } from './walk';

/** Milliseconds until the worker has raised it and the page has looked again. */
const RAISED = 60_000;

function falco(pod: string): string {
  return JSON.stringify({
    uuid: pod,
    rule: 'Shell for a test',
    priority: 'Critical',
    output: 'a shell',
    time: new Date().toISOString().replace('Z', '123456Z'),
    tags: ['T1059'],
    output_fields: { 'k8s.ns.name': 'pay', 'k8s.pod.name': pod, 'user.name': 'root', 'evt.time': 1 },
  }).replace('"evt.time":1', '"evt.time":1763895600123456789');
}

test('a record of Falco becomes an alert, is acknowledged, closed with a verdict and suppressed', async ({
  page,
  playwright,
  baseURL,
}) => {
  const token = await makeEventToken(page);
  await page.context().clearCookies();
  await signInAs(page, 'analyst');
  const complaints = complaintsOf(page);
  const pod = `pay-${Date.now()}`;
  await open(page, `/alerts?q=${pod}`);
  await expect(page.getByText('No alert matches.')).toBeVisible();
  const machine = await playwright.request.newContext({ baseURL });
  const headers = { authorization: `Bearer ${token}` };
  const sent = await machine.post('/api/v1/events/falco?sender=e2e', { headers, data: falco(pod) });
  expect(sent.status(), await sent.text()).toBe(202);
  await machine.dispose();

  const row = page.getByRole('row').filter({ hasText: pod });
  await expect(row).toBeVisible({ timeout: RAISED });
  await expect(row).toContainText(`pay/${pod}`);
  await expectClean(page, 'the list');
  await page.locator('body').press('j');
  await page.keyboard.press('a');
  await expect(row).toContainText('Acknowledged');
  await row.getByRole('link', { name: 'Shell for a test' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Shell for a test');

  await page.getByRole('button', { name: /^Show record of/ }).click();
  // Toasts are dialogs too.
  const dialog = page.locator('[role=dialog][data-captures-keys]');
  await expect(dialog).toContainText('"evt.time": 1763895600123456789');
  await expectClean(page, 'the record', DIALOG);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Suppress…' }).click();
  await dialog.getByLabel('Why').fill('A drill');
  await expectClean(page, 'what to suppress', DIALOG);
  await dialog.getByRole('button', { name: 'Suppress' }).click();
  await expect(dialog).toHaveCount(0);
  await page.locator('body').press('c');
  await dialog.getByRole('button', { name: 'Close alert' }).click();
  await expect(dialog).toContainText('Choose what it was.');
  await dialog.getByRole('radio', { name: 'Allowed or expected' }).check();
  await dialog.getByLabel('Note').fill('A drill');
  await expectClean(page, 'the verdict', DIALOG);
  await dialog.getByRole('button', { name: 'Close alert' }).click();
  await expect(page.getByText(/closed it: Allowed or expected/)).toBeVisible();
  await expectClean(page, 'the alert');

  await open(page, '/alerts/suppressions');
  const held = page.getByRole('row').filter({ hasText: pod });
  await held.getByRole('button', { name: /^End suppression/ }).click();
  await dialog.getByLabel('Why').fill('The drill is over');
  await dialog.getByRole('button', { name: 'End', exact: true }).click();
  await expect(held).toHaveCount(0);
  expect(complaints).toEqual([]);
});
