import { expect, test } from '@playwright/test';
import { open } from './fixtures/open';

test('it is live and ready', async ({ request }) => {
  expect((await request.get('/api/health')).status()).toBe(200);
  const ready = await request.get('/api/ready');
  expect(await ready.json()).toEqual({ status: 'ready', database: true, migrations: true, worker: true });
});

test('a browser without a session lands on the sign-in', async ({ page }) => {
  await open(page, '/');
  await expect(page).toHaveURL(/\/signin/);
  await expect(page.getByRole('button').first()).toBeVisible();
});
