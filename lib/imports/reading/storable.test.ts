import { expect, it } from 'vitest';
import { sourceName, storable } from '@/lib/imports/reading/storable';

it('takes out what PostgreSQL refuses, and what is too long', () => {
  expect(storable('a\0b\ud800c', 10)).toBe('a\ufffdb\ufffdc');
  expect(storable('ab😀', 3)).toBe('ab\ufffd');
});

it('keeps long names of sources short and apart', () => {
  const [one, two] = ['1', '2'].map((end) => sourceName('x'.repeat(5_000) + end));
  expect(one).not.toBe(two);
  expect(one?.length).toBeLessThanOrEqual(500);
  expect(sourceName('registry/app:1')).toBe('registry/app:1');
});
