import { describe, expect, test } from 'vitest';
import { refused } from '@/lib/intel/addresses';
import { mirrorsSchema, PUBLISHERS } from '@/lib/intel/schema';
import { askMirror, type Known, type Trust } from '@/lib/intel/service';
import { Mirror } from '@/lib/intel/testing';

const mirror = Mirror.forThisFile();
const NOW = new Date('2026-11-22T12:00:00Z');
const NOTHING: Known = { etag: null, lastModified: null };

function ask(address: string, known = NOTHING, trust: Trust = mirror.trust) {
  return askMirror(address, known, { now: NOW, signal: new AbortController().signal, trust });
}

async function textOf(answer: Awaited<ReturnType<typeof ask>>): Promise<string> {
  if (!answer.changed) return '';
  const parts: Uint8Array[] = [];
  for await (const part of answer.body) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('a mirror', () => {
  test('sends its file, and what to ask with the next time', async () => {
    const answer = await ask(mirror.sends('/file', 'content', { etag: '"1"', 'last-modified': 'yesterday' }));
    expect(await textOf(answer)).toBe('content');
    expect(answer).toMatchObject({ changed: true, known: { etag: '"1"', lastModified: 'yesterday' } });
  });

  test('is asked whether there is anything newer', async () => {
    const url = mirror.on('/same', ({ headers }, response) => {
      const known = headers['if-none-match'] === '"1"' && headers['if-modified-since'] === 'yesterday';
      response.writeHead(known ? 304 : 200).end();
    });
    expect(await ask(url, { etag: '"1"', lastModified: 'yesterday' })).toEqual({ changed: false });
    expect(await ask(url)).toMatchObject({ changed: true });
  });

  test.each([
    [429, '120', 'busy', 120_000],
    [429, 'Sun, 22 Nov 2026 12:10:00 GMT', 'busy', 600_000],
    [503, '999999999', 'status', 86_400_000],
    [500, undefined, 'status', null],
    [404, undefined, 'status', null],
  ])('that answers %i (Retry-After: %s) is believed', async (status, after, code, retryAfterMs) => {
    const url = mirror.on('/no', (_request, response) =>
      response.writeHead(status, after ? { 'retry-after': after } : {}).end('secret words'),
    );
    const refusal = await ask(url).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code, retryAfterMs });
    expect(JSON.stringify(refusal)).not.toContain('secret');
  });

  test('that breaks off is noticed while its file is read', async () => {
    const url = mirror.on('/broken', (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('begin');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(ask(url).then(textOf)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('whose file is too large is not read', async () => {
    const url = mirror.on('/large', (_request, response) =>
      response.writeHead(200, { 'content-length': '99999999999' }).end(),
    );
    await expect(ask(url)).rejects.toMatchObject({ code: 'too_large' });
  });

  test('leads elsewhere at most three times', async () => {
    mirror.sends('/end', 'content');
    for (const n of [1, 2, 3, 4]) {
      mirror.on(`/hop${n}`, (_request, response) =>
        response.writeHead(302, { location: n === 1 ? '/end' : `/hop${n - 1}` }).end(),
      );
    }
    expect(await textOf(await ask(mirror.url('/hop3')))).toBe('content');
    await expect(ask(mirror.url('/hop4'))).rejects.toMatchObject({ code: 'redirects' });
  });

  test.each([
    ['plain HTTP', 'http://127.0.0.1:1/'],
    ['a metadata service', 'https://169.254.169.254/latest/meta-data/'],
    ['a file', 'file:///etc/passwd'],
  ])('does not lead to %s', async (_where, location) => {
    const url = mirror.on('/away', (_request, response) => response.writeHead(302, { location }).end());
    const before = mirror.asked.length;
    await expect(ask(url)).rejects.toMatchObject({ code: 'address' });
    expect(mirror.asked.length).toBe(before + 1);
  });
});

describe('Lagebild does not call', () => {
  test.each([
    'https://127.0.0.1:1/',
    'https://localhost:1/',
    'https://[::1]:1/',
    'https://0x7f.1:1/',
    'https://[::ffff:7f00:1]:1/',
  ])('%s', async (address) => {
    await expect(ask(address, NOTHING, {})).rejects.toMatchObject({ code: 'address' });
  });

  test('whoever has no certificate that it knows', async () => {
    await expect(ask(mirror.sends('/file', ''), NOTHING, { loopback: true })).rejects.toMatchObject({
      code: 'unreachable',
    });
    await expect(ask('https://127.0.0.1:1/')).rejects.toMatchObject({
      code: 'unreachable',
      params: { code: 'ECONNREFUSED' },
    });
  });

  test.each([
    ['10.0.0.1', true, false],
    ['10.0.0.1', false, true],
    ['::ffff:192.168.1.1', false, true],
    ['fd12::1', false, true],
    ['fe80::1', true, true],
    ['169.254.169.254', true, true],
    ['0.0.0.0', true, true],
    ['239.1.1.1', true, true],
    ['93.184.216.34', false, false],
    ['2606:2800:220:1::', false, false],
  ])('%s (internal allowed: %s): refused %s', (address, internal, expected) => {
    expect(refused(address, { loopback: false, internal })).toBe(expected);
  });
});

test.each([
  [PUBLISHERS.epss, true],
  ['https://mirror.example.org:8443/kev.json', true],
  ['http://mirror.example.org/kev.json', false],
  ['https://user:password@mirror.example.org/kev.json', false],
  ['file:///etc/passwd', false],
  ['mirror', false],
])('%s as a setting: %s', (address, fits) => {
  expect(mirrorsSchema.safeParse({ epss: address, kev: null }).success).toBe(fits);
});
