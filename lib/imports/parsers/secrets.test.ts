import { expect, it } from 'vitest';
import { masked, maskedDeep } from '@/lib/imports/parsers/secrets';

it('takes secrets out of every text of a value', () => {
  expect(maskedDeep({ a: ['x top-secret', 1, null], 'top-secret': true }, ['top-secret'])).toEqual({
    a: ['x [redacted]', 1, null],
    '[redacted]': true,
  });
});

it('does not tear words apart by what is too short to be a secret', () => {
  expect(masked('an apple', ['a', '', 'REDACTED'])).toBe('an apple');
});
