import { expect, test } from 'vitest';
import { drownAcross } from '@/lib/tls/weaknesses/drown-across';

const holder = (endpoint: string, ssl2: boolean, ...rsaKeyHashes: string[]) => ({ endpoint, ssl2, rsaKeyHashes });

test('an endpoint is endangered by those that speak SSL 2 with one of its keys', () => {
  const found = drownAcross([
    holder('www', false, 'k1', 'k2'),
    holder('mail', true, 'k1'),
    holder('old', true, 'k2', 'k2', 'k1'),
    holder('other', false, 'k3'),
    holder('alone', true, 'k4'),
  ]);
  expect([...found]).toEqual([['www', ['mail', 'old']]]);
});

test('who speaks SSL 2 is found out directly, and nobody endangers himself', () => {
  expect(drownAcross([holder('a', true, 'k1'), holder('b', true, 'k1')]).size).toBe(0);
});
