import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { importsOf } from './sources.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const read = (path) => readFileSync(`${root}/${path}`, 'utf8');
const dockerfile = read('Dockerfile');
const compose = read('compose.yaml');
const patterns = read('.dockerignore').trim().split('\n');
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found = '']) => found);

/** What `COPY . .` brings into the image's build: nothing but the folders and files that .dockerignore lets in again. */
function context() {
  const kept = patterns.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const out = patterns.filter((line) => line !== '*' && !line.startsWith('!'));
  return kept
    .flatMap((name) => [name, ...globSync(`${name}/**/*`, { cwd: root })])
    .filter((path) => existsSync(`${root}/${path}`))
    .filter((path) => !out.some((pattern) => matchesGlob(path, pattern) || matchesGlob(path, `${pattern}/**`)));
}

const files = new Set(context());
const sources = [...files].filter((path) => /\.(ts|tsx|mjs)$/.test(path));
const ENDINGS = ['', '.ts', '.tsx', '.mjs', '.js'];
const inProject = (path) => ENDINGS.some((ending) => existsSync(`${root}/${path}${ending}`));
const inContext = (path) => ENDINGS.some((ending) => files.has(`${path}${ending}`));
const folderInContext = (path) => [...files].some((file) => file.startsWith(`${path}/`));

test('everything stays out of the image that is not let in', () => {
  expect(patterns[0]).toBe('*');
  expect(patterns.filter((line) => /^!(\.|data|node_modules|e2e|bench)/.test(line))).toEqual([]);
});

test('what goes into the image needs nothing that stays out', () => {
  const made = /^(prisma\/generated|dist)\//;
  const missing = sources.flatMap((path) =>
    importsOf(path, readFileSync(`${root}/${path}`, 'utf8'))
      .map(({ from }) => from)
      .filter((from) => from === 'vitest' || (inProject(from) && !inContext(from)))
      .filter((from) => !made.test(from))
      .map((from) => `${path} needs ${from}`),
  );
  expect(missing).toEqual([]);
  expect(sources.length).toBeGreaterThan(200);
});

test('the image runs the Node that the packages pin', () => {
  const { optionalDependencies } = JSON.parse(read('package.json'));
  const majors = Object.values(optionalDependencies).map((version) => version.split('.')[0]);
  expect(new Set(all(dockerfile, /^FROM node:(\d+)-/gm))).toEqual(new Set(majors));
});

test('what the Dockerfile copies is there', () => {
  const made = ['.next/standalone', 'dist/image'];
  const copied = [
    ...all(dockerfile, /^COPY --from=build \/app\/(\S+)/gm),
    ...all(dockerfile, /^COPY (?!--)(.+) \S+$/gm).flatMap((line) => line.split(' ')),
  ];
  const there = (path) => inContext(path) || folderInContext(path);
  expect(copied.filter((path) => path !== '.' && !made.includes(path) && !there(path))).toEqual([]);
});

test('the rules that are read at run time lie in the image, for the worker and for web', async () => {
  const folder = 'lib/detection/rules';
  const rules = globSync(`${folder}/*`, { cwd: root });
  expect(rules.length).toBeGreaterThan(12);
  expect(rules.filter((path) => !files.has(path))).toEqual([]);
  expect(dockerfile).toContain(`COPY --from=build /app/${folder} ./${folder}\n`);
  const { default: config } = await import(`${root}/next.config.js`);
  const traced = config.outputFileTracingIncludes['/*'];
  expect(rules.filter((path) => !traced.some((pattern) => matchesGlob(`./${path}`, pattern)))).toEqual([]);
});

test('compose.yaml builds the image once, runs programs that it has, and declares its volumes', () => {
  const entries = all(read('scripts/lib/build.mjs'), /^ {2}(\w+): '[\w/]+\.ts',$/gm);
  expect(all(compose, /^\s+(build): /gm)).toHaveLength(1);
  expect(entries).toEqual(expect.arrayContaining(all(compose, /dist\/(\w+)\.mjs/g)));
  expect(all(compose.slice(compose.search(/^volumes:$/m)), /^ {2}(\w+):/gm)).toEqual(
    all(compose, /volumes: \[(\w+):/g),
  );
});
