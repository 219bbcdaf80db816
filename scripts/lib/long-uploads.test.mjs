import { execFileSync, spawnSync } from 'node:child_process';
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

test('told to stop, a server does not keep the connection of an answer that ends after that', () => {
  const program = `import { Agent, createServer, get } from 'node:http';
    const server = createServer((_, answer) => {
      answer.write('x');
      setTimeout(() => answer.end(), 300);
    });
    server.keepAliveTimeout = 75_000;
    process.on('SIGTERM', () => server.close(() => process.exit(0)));
    server.listen(0, () => {
      const { port } = server.address();
      get({ port, agent: new Agent({ keepAlive: true }) }, (answer) => {
        answer.resume();
        process.kill(process.pid, 'SIGTERM');
      });
    });`;
  const run = (...preload) =>
    spawnSync(process.execPath, [...preload, '--input-type=module', '-e', program], {
      timeout: 3_000,
      killSignal: 'SIGKILL',
    });
  expect(run('--import', PRELOAD)).toMatchObject({ status: 0, signal: null });
  expect(run()).toMatchObject({ status: null, signal: 'SIGKILL' });
});

test('npm start and the image preload it', () => {
  expect(read('run.mjs')).toMatch(/args: \['--import', LONG_UPLOADS, .*'server\.js'\]/);
  expect(read('../../Dockerfile')).toMatch(/CMD \["node", "--import", "\.\/long-uploads\.mjs", .*"web\/server\.js"\]/);
});
