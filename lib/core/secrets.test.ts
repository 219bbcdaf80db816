import { expect, test } from 'vitest';
import { seal, unseal } from '@/lib/core/secrets';

test('what was sealed for a row opens for that row, and looks different each time', () => {
  const sealed = seal('refresh-token', 'tökén', 'row-1');
  expect(unseal('refresh-token', sealed, 'row-1')).toBe('tökén');
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('kén');
  expect(seal('refresh-token', 'tökén', 'row-1')).not.toEqual(sealed);
});

test('moved to another row, made for another purpose, cut or changed it stays shut', () => {
  const sealed = seal('refresh-token', 'token', 'row-1');
  expect(() => unseal('refresh-token', sealed, 'row-2')).toThrow();
  expect(() => unseal('token-pepper', sealed, 'row-1')).toThrow();
  expect(() => unseal('refresh-token', sealed.slice(0, -1), 'row-1')).toThrow();
  for (const at of [0, 13, sealed.length - 1]) {
    const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
    expect(() => unseal('refresh-token', changed, 'row-1')).toThrow();
  }
});
