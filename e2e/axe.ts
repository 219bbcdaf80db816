import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

function found(violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']): string[] {
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`));
}

/** Axe is half a megabyte of script: a page gets it once. There are no frames, and only what is wrong is written out. */
async function looking(page: Page, within: string): Promise<AxeBuilder> {
  const isThere = await page.evaluate(() => 'axe' in window);
  return new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .include(within);
}

/** A dialog of ours. Toasts are dialogs too, and fade away by themselves while somebody looks. */
export const DIALOG = '[role=dialog][data-captures-keys]';

/** Until nothing moves any more: what fades in has no contrast yet. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Colours fade from one theme to the other: half-way there is no theme. */
async function setTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
  await settle(page);
}

/**
 * No violation of WCAG 2.2 AA as the page stands, whatever its theme, which only colours depend on. `within` (a CSS
 * selector) looks at a part alone, which is many times faster.
 */
export async function expectClean(page: Page, where: string, within = 'html'): Promise<void> {
  const before = (await page.locator('html').getAttribute('data-theme')) ?? 'system';
  // After an action the page's new title comes a moment later than the page.
  await expect(page).toHaveTitle(/./);
  // A toast that ends while axe looks is there or gone, not half-way.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await setTheme(page, 'light');
  const all = await (await looking(page, within)).withTags(WCAG).analyze();
  expect.soft(found(all.violations), `${where} (light)`).toEqual([]);
  await setTheme(page, 'dark');
  const colours = await (await looking(page, within)).withRules(['color-contrast']).analyze();
  expect.soft(found(colours.violations), `${where} (dark)`).toEqual([]);
  await setTheme(page, before);
  await page.emulateMedia({ reducedMotion: null });
}
