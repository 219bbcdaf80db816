import { expect, test } from 'vitest';
import { checkTotp, totp } from './totp';

const secret = Buffer.from('12345678901234567890');
const at = (seconds: number) => new Date(seconds * 1000);

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [20000000000, '353130'],
])('RFC 6238 appendix B at %i s', (seconds, code) => {
  expect(totp(secret, at(seconds))).toBe(code);
});

test('a code holds for its own and the next step, not longer', () => {
  const code = totp(secret, at(1000));
  expect(checkTotp(secret, code, at(1019))).toBe(true);
  expect(checkTotp(secret, code, at(1049))).toBe(true);
  expect(checkTotp(secret, code, at(1081))).toBe(false);
  expect(checkTotp(secret, '', at(1000))).toBe(false);
});
