import { expect, test } from 'vitest';
import { snapshotText } from '@/lib/findings/schema';

test.each(['3:3:', '10:20:', '10:20:10,12,19', '999999999999999999:999999999999999999:'])('a snapshot: %s', (text) => {
  expect(snapshotText.safeParse(text).success).toBe(true);
});

test.each([
  '',
  '10:20',
  '0:20:',
  '20:10:',
  '10:20:9',
  '10:20:20',
  '10:20:12,11',
  '10:20:12,',
  '010:20:',
  '10:20:12\n',
  '9999999999999999999:9999999999999999999:',
  '2026-11-22T12:00:00Z',
  "10:20:'",
])('no snapshot that PostgreSQL would take: %j', (text) => {
  expect(snapshotText.safeParse(text).success).toBe(false);
});
