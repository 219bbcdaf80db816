// The picture of README.md, from the running product with the sample organisation: node scripts/picture.mjs [address]
import { chromium } from '@playwright/test';
import { findBrowser } from './lib/browser.mjs';

const address = process.argv[2] ?? 'http://localhost:3000/';
const { path: executablePath } = await findBrowser(process.cwd());
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByTestId('sign-in').click();
  await page.locator('button[name=person][value=analyst]').click();
  await page.waitForURL(address);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: 'docs/overview.png' });
} finally {
  await browser.close();
}
