import { expect, it } from 'vitest';
import { storable } from '@/lib/core/storable';

it('takes out what PostgreSQL refuses, and what is too long', () => {
  expect(storable('a\0b\ud800c', 10)).toBe('a\ufffdb\ufffdc');
  expect(storable('ab😀', 3)).toBe('ab\ufffd');
});
