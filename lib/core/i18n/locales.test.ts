import { describe, expect, it } from 'vitest';
import { negotiate } from '@/lib/core/i18n/locales';

describe('negotiate', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr, nl;q=0.5, it;q=0.7', 'it'],
    ['de;q=0, nl', 'nl'],
    ['fr-FR', 'en'],
    ['', 'en'],
    [null, 'en'],
    [';;;q=x,,', 'en'],
  ])('%s gives %s', (header, expected) => {
    expect(negotiate(header)).toBe(expected);
  });
});
