import { describe, expect, it } from 'vitest';
import { indentJson } from '@/lib/core/json-text';

describe('JSON text', () => {
  it('is indented as JSON.stringify does', () => {
    const value = { a: [1, 'x, {"y": [z]} \\ "', { b: null, c: {} }], d: [], e: -1.5e9, f: true };
    expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    expect(indentJson(JSON.stringify(value, null, 4))).toBe(JSON.stringify(value, null, 2));
  });

  it('keeps numbers that JavaScript cannot hold, and both of two equal keys', () => {
    expect(indentJson('{"t":1763895600123456789,"t":2}')).toBe('{\n  "t": 1763895600123456789,\n  "t": 2\n}');
  });

  it('ends, whatever it is given', () => {
    for (const text of ['', '"', '{"a', '}}}]', '['.repeat(500), '\\'])
      expect(indentJson(text).length).toBeGreaterThanOrEqual(text.length);
  });
});
