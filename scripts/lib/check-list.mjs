import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { playwrightCount, vitestCount } from './checks.mjs';

const BIN = 'node_modules';

function reader(file, count) {
  return () => {
    try {
      return count(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return undefined;
    }
  };
}

/** The checks of `npm run verify` and `npm test`, by name. Reports go to `.lagebild/reports`. */
export function checkList(root) {
  const reports = join(root, '.lagebild', 'reports');
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const vitest = (name) => {
    const file = join(reports, `${name}.json`);
    return {
      root,
      name: name === 'unit' ? 'unit tests' : 'database tests',
      args: [
        `${BIN}/vitest/vitest.mjs`,
        'run',
        '--project',
        name,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ],
      env: { NO_COLOR: '1' },
      count: reader(file, vitestCount),
      tail: 8,
    };
  };
  const playwright = join(reports, 'playwright.json');
  return {
    lint: {
      root,
      name: 'format and lint',
      args: [`${BIN}/@biomejs/biome/bin/biome`, 'check', '.', '--error-on-warnings'],
    },
    layers: { root, name: 'layers', args: ['scripts/check-layers.mjs'] },
    floors: { root, name: 'version floors', args: ['scripts/check-floors.mjs'] },
    types: { root, name: 'types', args: [`${BIN}/typescript/bin/tsc`, '-p', '.'] },
    dead: { root, name: 'dead code', args: [`${BIN}/knip/bin/knip.js`, '--no-progress'] },
    unit: vitest('unit'),
    database: vitest('db'),
    build: { root, name: 'production build', args: ['scripts/build.mjs'] },
    e2e: {
      root,
      name: 'browser tests',
      args: [`${BIN}/@playwright/test/cli.js`, 'test'],
      env: { NO_COLOR: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: playwright },
      count: reader(playwright, playwrightCount),
      tail: 4,
    },
  };
}
