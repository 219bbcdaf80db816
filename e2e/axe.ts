import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

function found(violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']): string[] {
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`));
}

function setTheme(page: Page, theme: string): Promise<void> {
  return page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
}

/** No violation of WCAG 2.2 AA as the page stands, whatever its theme, which only colours depend on. */
export async function expectClean(page: Page, where: string): Promise<void> {
  const before = (await page.locator('html').getAttribute('data-theme')) ?? 'system';
  await setTheme(page, 'light');
  const all = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect.soft(found(all.violations), `${where} (light)`).toEqual([]);
  await setTheme(page, 'dark');
  const colours = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  expect.soft(found(colours.violations), `${where} (dark)`).toEqual([]);
  await setTheme(page, before);
}
