import { describe, expect, test } from 'vitest';
import { addressOf, errorResponse, requestIdOf, requireSameOrigin } from '@/lib/access/edge';
import { DomainError, type ErrorCode } from '@/lib/core/errors';

const OWN = 'https://lagebild.example/';
const headers = (entries: Readonly<Record<string, string>>) => new Headers(entries);

describe('the origin of an unsafe request', () => {
  test.each([
    ['ours', { origin: 'https://lagebild.example', 'sec-fetch-site': 'same-origin' }, true],
    ['ours, from a browser without fetch metadata', { origin: 'https://lagebild.example' }, true],
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
    ['a subdomain', { origin: 'https://x.lagebild.example', 'sec-fetch-site': 'same-site' }, false],
    ['another port', { origin: 'https://lagebild.example:8443' }, false],
    ['http instead of https', { origin: 'http://lagebild.example' }, false],
    ['a sandboxed frame', { origin: 'null' }, false],
    ['none at all', {}, false],
    [
      'ours, but the browser says cross-site',
      { origin: 'https://lagebild.example', 'sec-fetch-site': 'cross-site' },
      false,
    ],
  ])('%s', (_what, entries, passes) => {
    const check = () => requireSameOrigin(headers(entries), OWN);
    if (passes) expect(check).not.toThrow();
    else expect(check).toThrow('forbidden');
  });
});

describe('a refusal as an answer', () => {
  test.each<[ErrorCode, number]>([
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['step_up_required', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['too_large', 413],
    ['unsupported', 415],
    ['invalid', 422],
    ['rate_limited', 429],
    ['unavailable', 503],
  ])('%s is %i', async (code, status) => {
    const answer = errorResponse(new DomainError(code, { retryAfterSeconds: 1.2 }), 'request-1');
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code, requestId: 'request-1' });
    expect(answer.headers.get('retry-after')).toBe('2');
  });

  test('what we did not foresee says nothing of itself', async () => {
    const answer = errorResponse(new Error('password=hunter2 at /srv/app'), 'request-2');
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ code: 'unexpected', details: {}, requestId: 'request-2' });
  });
});

test('the address is what the nearest proxy saw, not what the browser claimed', () => {
  expect(addressOf(headers({ 'x-forwarded-for': '203.0.113.9, 198.51.100.1' }))).toBe('198.51.100.1');
  expect(addressOf(headers({}))).toBeNull();
});

test('a request id from outside is taken only where it looks like one', () => {
  expect(requestIdOf(headers({ 'x-request-id': 'abcdef-123' }))).toBe('abcdef-123');
  expect(requestIdOf(headers({ 'x-request-id': 'a b\u00e4' }))).toMatch(/^[0-9a-f-]{36}$/);
});
