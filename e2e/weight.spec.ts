import { type Browser, expect, type Page, type Request, test } from '@playwright/test';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';

/** Bytes over the wire, as they are packed; React and the router of Next are two thirds of the script. */
const SCRIPT = 180_000;
const DATA = 150_000;

/** What a browser that has nothing yet loads for a page, by kind; the sign-in before it is another browser's. */
async function weigh(browser: Browser, at: string): Promise<{ script: number; data: number }> {
  const first = await browser.newPage();
  await signInAs(first, 'analyst');
  const page = await (await browser.newContext({ storageState: await first.context().storageState() })).newPage();
  const requests: Request[] = [];
  page.on('requestfinished', (request) => requests.push(request));
  await open(page, at);
  await rested(page);
  const bytes = async (kinds: readonly string[]) => {
    const sizes = requests
      .filter((request) => kinds.includes(request.resourceType()))
      .map((request) => request.sizes());
    return (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  };
  return { script: await bytes(['script']), data: await bytes(['document', 'fetch', 'xhr']) };
}

async function rested(page: Page): Promise<void> {
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
}

test('the list of findings is light at first sight', async ({ browser }) => {
  const { script, data } = await weigh(browser, '/findings?status=any');
  test.info().annotations.push({ type: 'bytes', description: `script ${script}, data ${data}` });
  console.log(`the list of findings: ${script} bytes of script, ${data} bytes of data`);
  expect(script).toBeGreaterThan(50_000);
  expect(script).toBeLessThanOrEqual(SCRIPT);
  expect(data).toBeGreaterThan(5_000);
  expect(data).toBeLessThanOrEqual(DATA);
});
