import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { makers } from './build.mjs';
import { backoff } from './child.mjs';
import { lockDataFolder, openDataFolder, secretsOf } from './data-folder.mjs';
import { installedMatches } from './install.mjs';
import { explain, portTaken } from './problems.mjs';
import { run } from './run.mjs';
import { hashOf, stamps } from './stale.mjs';

const folder = () => mkdtempSync(join(tmpdir(), 'lagebild-parts-'));

test('a crash waits longer each time, never longer than half a minute', () => {
  expect([1, 2, 3, 6, 50].map(backoff)).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
});

test('what people can mend is one line with the remedy', () => {
  expect(explain(portTaken(3000))).toBe('Port 3000 is taken. Choose another: PORT=3001 npm start');
  expect(explain(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toContain('disk is full');
  expect(explain(new Error('initdb: could not write: No space left on device'))).toContain('disk is full');
  expect(explain(Object.assign(new Error('x'), { code: 'EACCES', path: '/data' }))).toContain('No right to use /data');
  expect(explain(new Error('a bug'))).toBeNull();
});

test('the hash follows names and contents, not tests', () => {
  const root = folder();
  mkdirSync(join(root, 'lib'));
  writeFileSync(join(root, 'lib', 'a.ts'), 'one');
  const first = hashOf(root, ['lib', 'absent']);
  writeFileSync(join(root, 'lib', 'a.test.ts'), 'test');
  expect(hashOf(root, ['lib'])).toBe(first);
  writeFileSync(join(root, 'lib', 'a.ts'), 'two');
  expect(hashOf(root, ['lib'])).not.toBe(first);
});

test('stamps are kept, and a broken file counts as none', () => {
  const file = join(folder(), 'deep', 'made.json');
  stamps(file).set('web', 'abc');
  expect(stamps(file).fresh('web', 'abc')).toBe(true);
  expect(stamps(file).fresh('web', 'abd')).toBe(false);
  writeFileSync(file, '{');
  expect(stamps(file).fresh('web', 'abc')).toBe(false);
});

test('beside the built web server lies no copy of the settings, however old the build', async () => {
  const root = folder();
  const standalone = join(root, '.next', 'standalone');
  mkdirSync(standalone, { recursive: true });
  for (const name of ['server.js', '.env', '.env.production']) writeFileSync(join(standalone, name), '');
  stamps(join(root, '.lagebild', 'made.json')).set('web', hashOf(root, []));
  expect(await makers(root).web()).toBe('up to date');
  expect(readdirSync(standalone)).toEqual(['server.js']);
});

test('what the tests start takes nothing from the developer’s .env', async () => {
  const root = folder();
  writeFileSync(join(root, '.env'), 'DATABASE_URL=postgresql://the-real-one\n');
  vi.stubEnv('DATABASE_URL', undefined);
  vi.stubEnv('PORT', 'none');
  await expect(run(root)).rejects.toThrow('PORT=none is no port');
  expect(process.env.DATABASE_URL).toBeUndefined();
  vi.unstubAllEnvs();
});

test('secrets are made once and only their owner reads them', () => {
  const dir = folder();
  writeFileSync(join(dir, 'secrets.json.new'), 'half', { mode: 0o644 });
  const made = secretsOf(dir, false);
  expect(made.secret.length).toBeGreaterThanOrEqual(32);
  expect(secretsOf(dir, true)).toEqual(made);
  expect(readdirSync(dir)).toEqual(['secrets.json']);
  expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test.each([
  ['missing', null],
  ['empty', ''],
  ['damaged', '{"secret":"abc'],
  ['incomplete', '{"secret":"abc"}'],
])('secrets that are %s are never made again for a database that has them', (_how, content) => {
  const dir = folder();
  const file = join(dir, 'secrets.json');
  if (content !== null) writeFileSync(file, content);
  expect(() => secretsOf(dir, true)).toThrow(/secrets\.json is missing or damaged.*Restore it from a backup/);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : null).toBe(content);
});

test('the lock of a process that is gone is taken over', () => {
  const dir = folder();
  writeFileSync(join(dir, 'lagebild.lock'), JSON.stringify({ pid: 999_999_999, port: 1 }));
  const release = lockDataFolder(dir, { port: 3000 });
  expect(JSON.parse(readFileSync(join(dir, 'lagebild.lock'), 'utf8'))).toEqual({ pid: process.pid, port: 3000 });
  release();
});

test.skipIf(process.getuid?.() === 0)('a folder that this user may not write is an error with a code', () => {
  expect(() => openDataFolder('/proc/1/lagebild')).toThrow();
});

test('half-installed packages are seen', () => {
  const root = folder();
  const put = (path, content) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(content));
  };
  const packages = {
    '': { name: 'x' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/other-machine': { version: '1.0.0', optional: true },
  };
  put('package-lock.json', { packages });
  expect(installedMatches(root)).toBe(false);
  put('node_modules/a/package.json', {});
  put('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.0' } } });
  expect(installedMatches(root)).toBe(true);
  rmSync(join(root, 'node_modules', 'a'), { recursive: true });
  expect(installedMatches(root)).toBe(false);
  put('node_modules/a/package.json', {});
  put('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '0.9.0' } } });
  expect(installedMatches(root)).toBe(false);
});
