import { expect, test } from '@playwright/test';
import { open } from './fixtures/open';
import { signInAs } from './fixtures/sign-in';

test('goes everywhere by keyboard, and keys can be switched off', async ({ page }) => {
  await signInAs(page, 'engineer2');
  await open(page, '/');
  // Keys work from hydration on.
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await expect(page).toHaveURL(/\/findings/, { timeout: 2_000 });
  }).toPass();

  await page.locator('body').press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  const singleKeys = help.getByRole('checkbox', { name: 'Single-key shortcuts' });
  await singleKeys.click();
  await expect(singleKeys).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.locator('body').press('?');
  await expect(help).toBeHidden();

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await palette.getByRole('combobox').fill('Assets');
  await palette.getByRole('option', { name: /^Assets/ }).click();
  await expect(page).toHaveURL(/\/assets/);

  // What was chosen belongs to the person: leave it as it was.
  await page.getByRole('button', { name: /account and display/ }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await singleKeys.click();
  await expect(singleKeys).toBeChecked();
});

test('what is typed while a menu is on its way reaches it', async ({ page }) => {
  await signInAs(page, 'engineer2');
  await open(page, '/findings');
  await page.route(/\.js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  const menu = page.getByRole('menu');
  await page.getByRole('button', { name: 'Views' }).focus();
  for (const key of ['Enter', 'Tab']) await page.keyboard.press(key);
  await expect(menu).toHaveCount(0);
  await expect(page.getByRole('search').getByRole('searchbox')).toBeFocused();
});

test('keeps language and theme for the person', async ({ page }) => {
  await signInAs(page, 'engineer2');
  await open(page, '/');
  await page.getByRole('button', { name: /account and display/ }).click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('navigation', { name: 'Hauptnavigation' }).first()).toContainText('Befunde');
  // A new browser of the same person starts in that language.
  await page.context().clearCookies({ name: 'lb-locale' });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('button', { name: /Konto und Anzeige/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dunkel' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.getByRole('button', { name: /Konto und Anzeige/ }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('nothing moves for whoever wishes for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signInAs(page, 'engineer2');
  await open(page, '/');
  const moving = await page.evaluate(() => {
    document.documentElement.setAttribute('data-theme', 'dark');
    return document.getAnimations().filter((animation) => animation instanceof CSSTransition).length;
  });
  expect(moving).toBe(0);
});

test('the scope filter narrows what belongs to products, through the address', async ({ page }) => {
  await signInAs(page, 'auditor');
  await open(page, '/');
  const filter = page.getByRole('combobox', { name: 'Team or product' });
  await filter.click();
  const choice = page.getByRole('option').first();
  await choice.click();
  await expect(page).toHaveURL(/[?&]team=/);
  await page
    .getByRole('navigation', { name: 'Main navigation' })
    .first()
    .getByRole('link', { name: 'Findings' })
    .click();
  await expect(page).toHaveURL(/\/findings\?team=/);
  // The keys keep it as the rail does; the inventory narrows by it.
  await expect(async () => {
    await page.locator('body').press('g');
    await page.keyboard.press('a');
    await expect(page).toHaveURL(/\/assets\?team=/, { timeout: 2_000 });
  }).toPass();
  await page.getByRole('main').getByRole('link', { name: 'Teams and products' }).click();
  await expect(page).toHaveURL(/\/assets\/products\?team=/);
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(1);
  // The trail belongs to no team.
  await open(page, '/audit');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(filter).toBeHidden();
});
