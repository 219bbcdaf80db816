import type { Page } from '@playwright/test';
import { DETAILS, ROUTES, type Route } from './routes';

/** Every route that there is now: the fixed ones and one of each kind that needs an id. */
export async function allRoutes(page: Page): Promise<Route[]> {
  const details: Route[] = [];
  for (const { list, link } of DETAILS) {
    await page.goto(list);
    await page.waitForLoadState('networkidle');
    const hrefs = await page
      .locator('main a[href]')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href') ?? ''));
    const found = hrefs.find((href) => link.test(href));
    if (found) details.push({ at: found, as: 'auditor' });
  }
  return [...ROUTES, ...details];
}
