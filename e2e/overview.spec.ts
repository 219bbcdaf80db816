import { expect, type Page, test } from '@playwright/test';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';

/** Figures that the page shows, and what the list behind each of them counts. */
async function figuresAndCounts(page: Page): Promise<{ href: string; figure: number; counted: number }[]> {
  await open(page, '/');
  const links = await page.locator('main a[href^="/findings"]').evaluateAll((found) =>
    found.map((link) => ({
      href: link.getAttribute('href') ?? '',
      figure: Number((link.textContent ?? '').replaceAll(/[^\d]/g, '')),
    })),
  );
  const counted = await Promise.all(
    links.map(async ({ href }) => {
      const answer = await page.request.get(`/api/findings/facets?${href.split('?')[1] ?? ''}`);
      const facets: { total: { n: number } } = await answer.json();
      return facets.total.n;
    }),
  );
  return links.map((link, index) => ({ ...link, counted: counted[index] ?? Number.NaN }));
}

test('every figure leads to a list with exactly so many rows', async ({ page }) => {
  await signInAs(page, 'auditor');
  // Other specs decide on findings meanwhile: the page and the lists must agree once nothing moves between them.
  await expect(async () => {
    const figures = await figuresAndCounts(page);
    expect(figures.length).toBeGreaterThan(5);
    expect(figures.filter(({ figure, counted }) => figure !== counted)).toEqual([]);
  }).toPass({ timeout: 100_000 });
});
