import { expect, test } from 'vitest';
import { parentOf } from './starter.mjs';

test('the parent of this process is known, that of nobody is 0', () => {
  expect(parentOf(process.pid)).toBe(process.ppid);
  expect(parentOf(999_999_999)).toBe(0);
});
