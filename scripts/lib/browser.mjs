import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Problem } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

function onPath(name) {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function installed() {
  return process.env.LAGEBILD_BROWSER || NAMES.map(onPath).find(Boolean) || PLACES.find((place) => existsSync(place));
}

/** Playwright's own browser, where its download is reachable. */
async function playwrights(root) {
  const module = join(root, 'node_modules', 'playwright-core', 'index.mjs');
  const { chromium } = await import(pathToFileURL(module).href);
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const options = { cwd: root, stdio: 'ignore', timeout: 180_000 };
  spawnSync(process.execPath, [cli, 'install', 'chromium'], options);
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

function debians() {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return undefined;
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'ignore', env });
  return onPath('chromium') || undefined;
}

/**
 * A Chromium to test with: one that is there, else Playwright's download, else Debian's package.
 * @returns {Promise<{ path: string, note: string }>}
 */
export async function findBrowser(root) {
  const there = installed();
  if (there) return { path: there, note: there };
  const downloaded = (await playwrights(root)) ?? debians();
  if (downloaded) return { path: downloaded, note: 'installed' };
  throw new Problem(
    'No browser for the tests, and none could be installed.',
    'Install Chromium, or set LAGEBILD_BROWSER to one.',
  );
}
