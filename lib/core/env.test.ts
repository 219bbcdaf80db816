import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SETTING_NAMES } from '@/lib/core/env';

const example = readFileSync('.env.example', 'utf8');
const explained = [...example.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name);

/** The starter, the test runners and compose.yaml are no part of the product and read the environment themselves. */
function outside(): string {
  const scripts = ['scripts', 'e2e'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.test)\.mjs$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  const others = ['playwright.config.ts', 'vitest.database.ts', 'lib/imports/parsers/corpus.test.ts', 'compose.yaml'];
  return [...scripts, ...others].map((path) => readFileSync(path, 'utf8')).join('\n');
}

test('.env.example explains each setting once', () => {
  expect(SETTING_NAMES.filter((name) => !explained.includes(name))).toEqual([]);
  expect(explained).toEqual([...new Set(explained)]);
});

test('.env.example explains nothing that nobody reads', () => {
  const source = outside();
  const unread = explained.filter(
    (name) => !SETTING_NAMES.includes(name) && !new RegExp(`(env\\.|\\$\\{)${name}\\b`).test(source),
  );
  expect(unread).toEqual([]);
});

test('compose.yaml hands each setting to its containers', () => {
  const compose = readFileSync('compose.yaml', 'utf8');
  const ofTheImage = ['NODE_ENV', 'HOSTNAME', 'LAGEBILD_DEMO', 'IDENTITY_SWITCHES'];
  const left = SETTING_NAMES.filter((name) => !new RegExp(`^\\s+${name}:`, 'm').test(compose));
  expect(left.sort()).toEqual(ofTheImage.sort());
});
