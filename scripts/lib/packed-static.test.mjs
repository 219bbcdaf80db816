import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packFolder } from './pack.mjs';
import { answering, packedIn } from './packed-static.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lagebild-packed-'));
const script = 'export const answer = 42;\n'.repeat(100);
let server;
let port;

beforeAll(async () => {
  mkdirSync(join(folder, 'chunks'));
  writeFileSync(join(folder, 'chunks', 'a.js'), script);
  writeFileSync(join(folder, 'chunks', 'small.js'), '1');
  writeFileSync(join(folder, 'chunks', 'font.woff2'), script);
  await packFolder(folder);
  server = http.createServer(answering(packedIn(folder), (_request, response) => response.end('next')));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = server.address().port;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function ask(path, encoding, method = 'GET') {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, path, method, headers: { 'accept-encoding': encoding } }, async (response) => {
      const parts = await response.toArray();
      resolve({ headers: response.headers, body: Buffer.concat(parts) });
    });
    request.on('error', reject).end();
  });
}

test('what is packed goes out as brotli, whole and to keep', async () => {
  const { headers, body } = await ask('/_next/static/chunks/a.js?dpl=1', 'gzip, br;q=0.9');
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'application/javascript; charset=UTF-8',
    'content-length': String(body.length),
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  });
  expect(headers['cache-control']).toContain('immutable');
  expect(brotliDecompressSync(body).toString()).toBe(script);
  expect((await ask('/_next/static/chunks/a.js', 'br', 'HEAD')).body.length).toBe(0);
});

test.each([
  ['/_next/static/chunks/a.js', 'gzip'],
  ['/_next/static/chunks/a.js', 'gzip, br;q=0'],
  ['/_next/static/chunks/a.js', 'brotli'],
  ['/_next/static/chunks/small.js', 'br'],
  ['/_next/static/chunks/font.woff2', 'br'],
  ['/_next/static/chunks/../chunks/a.js', 'br'],
  ['/findings', 'br'],
])('%s for "%s" is left to Next', async (path, encoding) => {
  expect((await ask(path, encoding)).body.toString()).toBe('next');
});

test('what is written is left to Next', async () => {
  expect((await ask('/_next/static/chunks/a.js', 'br', 'POST')).body.toString()).toBe('next');
});

test('npm start and the image preload it', () => {
  const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
  expect(read('run.mjs')).toContain("'--import', PACKED_STATIC, 'server.js']");
  expect(read('../../Dockerfile')).toContain('"--import", "./packed-static.mjs", "web/server.js"]');
});
