import { describe, expect, it } from 'vitest';
import { idempotencyKey, requestFingerprint } from '@/lib/imports/idempotency';

const keyOf = (value: string) => idempotencyKey(new Headers({ 'Idempotency-Key': value }));

describe('an Idempotency-Key', () => {
  it('may be left out', () => expect(idempotencyKey(new Headers())).toBeNull());

  it.each([
    ['"8e03978e-40d5"', '8e03978e-40d5'],
    ['8e03978e-40d5', '8e03978e-40d5'],
    ['"say \\"two\\" \\\\"', 'say "two" \\'],
    ['$CI_JOB_ID:1/2', '$CI_JOB_ID:1/2'],
  ])('is read: %s', (value, key) => expect(keyOf(value)).toBe(key));

  it.each(['', '""', '"open', 'two words', 'x'.repeat(256), 'ümlaut'])('is refused: %s', (value) =>
    expect(() => keyOf(value)).toThrow('invalid'),
  );
});

it('tells requests apart by the report, its name and what was said, in whatever order', () => {
  const base = requestFingerprint('a', 'r.json', { target: 'x', branch: 'main' });
  expect(requestFingerprint('a', 'r.json', { branch: 'main', target: 'x', image: undefined })).toBe(base);
  const others = [
    requestFingerprint('b', 'r.json', { target: 'x', branch: 'main' }),
    requestFingerprint('a', 's.json', { target: 'x', branch: 'main' }),
    requestFingerprint('a', 'r.json', { target: 'x' }),
    requestFingerprint('a', 'r.json', { target: 'main', branch: 'x' }),
  ];
  expect(new Set([base, ...others]).size).toBe(5);
});
