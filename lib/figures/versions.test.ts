import { expect, it } from 'vitest';
import { compareVersions, smallestFix } from '@/lib/figures/versions';

it.each([
  ['1.2.3', '1.10.0'],
  ['1.0.0-rc1', '1.0.0'],
  ['1.1.1', '1.1.1k'],
  ['1.1.1f-1ubuntu2.8', '1.1.1f-1ubuntu2.16'],
  ['2.0.0-alpha', '2.0.0-beta'],
  ['v1.9', '2.0'],
])('%s comes before %s', (earlier, later) => {
  expect(compareVersions(earlier.replace('v', ''), later)).toBeLessThan(0);
  expect(compareVersions(later, earlier.replace('v', ''))).toBeGreaterThan(0);
  expect(compareVersions(later, later)).toBe(0);
});

it('takes the branch of what is installed, and of several findings the highest', () => {
  expect(smallestFix([{ installed: '3.0.1', fixed: '1.1.1n, 3.0.2' }])).toBe('3.0.2');
  expect(
    smallestFix([
      { installed: '3.0.1', fixed: '1.1.1n, 3.0.2' },
      { installed: '3.0.1', fixed: '>=3.0.15' },
      { installed: null, fixed: '3.0.7' },
    ]),
  ).toBe('3.0.15');
  expect(smallestFix([{ installed: '1.0', fixed: 'will not fix' }])).toBeNull();
  expect(smallestFix([])).toBeNull();
});
