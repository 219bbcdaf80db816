import { expect, test } from '@playwright/test';
import { signInAs } from './fixtures/sign-in';

test('every figure leads to a list with exactly so many rows', async ({ page }) => {
  test.setTimeout(120_000);
  await signInAs(page, 'auditor');
  await page.goto('/');
  const links = await page.locator('main a[href^="/findings"]').evaluateAll((found) =>
    found.map((link) => ({
      href: link.getAttribute('href') ?? '',
      figure: Number((link.textContent ?? '').replaceAll(/[^\d]/g, '')),
    })),
  );
  expect(links.length).toBeGreaterThan(5);
  for (const { href, figure } of links) {
    const query = href.split('?')[1] ?? '';
    const facets: unknown = await (await page.request.get(`/api/findings/facets?${query}`)).json();
    expect.soft(facets, href).toMatchObject({ total: { n: figure } });
  }
});
