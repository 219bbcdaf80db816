import { expect, test } from 'vitest';
import { belowFloors } from './floors.mjs';

const lock = (changes = {}) => ({
  packages: {
    'node_modules/next': { version: '16.4.6' },
    'node_modules/react': { version: '19.4.0' },
    'node_modules/react-dom': { version: '20.0.0' },
    'node_modules/next-auth': { version: '4.24.15' },
    ...changes,
  },
});

test('the floor itself and everything above it pass', () => {
  expect(belowFloors(lock())).toEqual([]);
});

test.each([
  ['node_modules/next', '16.4.5'],
  ['node_modules/next', '16.4.6-canary.1'],
  ['node_modules/react', '19.2.99'],
  ['node_modules/next-auth', '4.24.16'],
  ['node_modules/other/node_modules/react-dom', '18.3.1'],
])('%s at %s is named', (path, version) => {
  expect(belowFloors(lock({ [path]: { version } }))).toEqual([expect.stringContaining(path)]);
});

test('a guarded package that is gone is named', () => {
  expect(belowFloors({ packages: {} })).toHaveLength(4);
});
