import { expect, type Page, type Response } from '@playwright/test';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';
import { DETAILS, ROUTES, type Route } from './routes';

/** The sample organisation has one of each kind: the first such link in the list leads to it. */
async function firstDetail(page: Page, { list, link }: (typeof DETAILS)[number]): Promise<Route> {
  await open(page, list);
  const links = page.locator('main a[href]');
  const find = async () => {
    const hrefs = await links.evaluateAll((found) => found.map((one) => one.getAttribute('href') ?? ''));
    return hrefs.find((href) => link.test(href)) ?? '';
  };
  await expect.poll(find, { message: `${list} links to nothing like ${link}` }).not.toBe('');
  return { at: await find(), as: 'auditor' };
}

/** The auditor's pages first, since a walk begins as the auditor; those without a session last, since it ends there. */
const turn = ({ as }: Route) => (as === 'auditor' ? 0 : as === null ? 2 : 1);

/** Every route that there is now, in the order of a walk: the fixed ones and one of each kind that needs an id. */
export async function allRoutes(page: Page): Promise<Route[]> {
  const details: Route[] = [];
  for (const detail of DETAILS) details.push(await firstDetail(page, detail));
  return [...details, ...ROUTES].sort((a, b) => turn(a) - turn(b));
}

/**
 * Opens a route as the person it is for; routes come in the order of `allRoutes`. Pages for strangers are opened without
 * the session, which would lead past them.
 */
export async function visit(page: Page, { at, as }: Route): Promise<Response | null> {
  if (as !== 'auditor') await page.context().clearCookies({ name: /lagebild\.session$/ });
  if (as !== null && as !== 'auditor') {
    await page.context().clearCookies({ domain: '127.0.0.1' });
    await signInAs(page, as);
  }
  return open(page, at);
}

/**
 * What a browser complains about from now on: errors of its console and of scripts, answers that say no. A page's own
 * status is the walk's to judge.
 */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const known = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !known) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() < 400 || response.request().isNavigationRequest()) return;
    complaints.push(`${page.url()}: ${response.status()} ${response.url()}`);
  });
  return complaints;
}
