import { expect, test } from 'vitest';
import { addressText } from '@/lib/core/address-text';
import { atCursor } from '@/lib/core/ask';

test.each([
  ['/api/tls', '', '/api/tls'],
  ['/api/tls', 'a b', '/api/tls?cursor=a%20b'],
  ['/api/tls?q=x', '2026-11-22+1', '/api/tls?q=x&cursor=2026-11-22%2B1'],
])('%s with the cursor "%s"', (path, cursor, address) => expect(atCursor(path, cursor)).toBe(address));

test('keeps of a text in an address what a database takes', () => {
  expect(addressText.parse(' two\u0000 words ')).toBe('two words');
  expect(addressText.parse(' \u0000 ')).toBeNull();
  expect(addressText.parse('x'.repeat(300))).toHaveLength(200);
});
