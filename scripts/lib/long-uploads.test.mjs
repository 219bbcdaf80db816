import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PRELOAD = fileURLToPath(new URL('long-uploads.mjs', import.meta.url));
const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

test.each([
  ['commonjs', `const { createServer } = require('http');`],
  ['module', `import { createServer } from 'node:http';`],
])('a request may take an hour, its headers a minute (%s)', (type, line) => {
  const program = `${line} const { requestTimeout, headersTimeout } = createServer(() => undefined);
    console.log(JSON.stringify({ requestTimeout, headersTimeout }));`;
  const out = execFileSync(process.execPath, ['--import', PRELOAD, `--input-type=${type}`, '-e', program]);
  expect(JSON.parse(String(out))).toEqual({ requestTimeout: 3_600_000, headersTimeout: 60_000 });
});

test('npm start and the image preload it', () => {
  expect(read('run.mjs')).toMatch(/args: \['--import', LONG_UPLOADS, .*'server\.js'\]/);
  expect(read('../../Dockerfile')).toMatch(/CMD \["node", "--import", "\.\/long-uploads\.mjs", .*"web\/server\.js"\]/);
});
