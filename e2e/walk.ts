import { expect, type Page, type Response } from '@playwright/test';
import { DETAILS, ROUTES, type Route } from './routes';

/** The sample organisation has one of each kind: the first such link in the list leads to it. */
async function firstDetail(page: Page, { list, link }: (typeof DETAILS)[number]): Promise<Route> {
  await page.goto(list);
  const links = page.locator('main a[href]');
  const find = async () => {
    const hrefs = await links.evaluateAll((found) => found.map((one) => one.getAttribute('href') ?? ''));
    return hrefs.find((href) => link.test(href)) ?? '';
  };
  await expect.poll(find, { message: `${list} links to nothing like ${link}` }).not.toBe('');
  return { at: await find(), as: 'auditor' };
}

/** Every route that there is now: the fixed ones and one of each kind that needs an id. */
export async function allRoutes(page: Page): Promise<Route[]> {
  const details: Route[] = [];
  for (const detail of DETAILS) details.push(await firstDetail(page, detail));
  return [...details, ...ROUTES];
}

/** Opens a route as the person it is for: pages for strangers without the session, which would lead past them. */
export async function visit(page: Page, { at, as }: Route): Promise<Response | null> {
  if (as === null) await page.context().clearCookies({ name: /lagebild\.session$/ });
  return page.goto(at);
}
