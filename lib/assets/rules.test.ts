import { describe, expect, it } from 'vitest';
import { firstStep, freeSlug, slugOf, sourceState } from '@/lib/assets/rules';

describe('sourceState', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const heard = (at: string) => sourceState({ lastImportAt: new Date(at), expectEveryHours: 24, retiredAt: null }, now);

  it('falls silent after the expected distance, to the millisecond', () => {
    expect(heard('2026-11-21T12:00:00.000Z')).toBe('fresh');
    expect(heard('2026-11-21T11:59:59.999Z')).toBe('silent');
  });

  it('tells a source that never reported from one that stopped', () => {
    const once = { lastImportAt: new Date('2020-01-01'), expectEveryHours: 0, retiredAt: null };
    expect(sourceState(once, now)).toBe('fresh');
    expect(sourceState({ ...once, expectEveryHours: 24, retiredAt: now }, now)).toBe('retired');
    expect(sourceState({ lastImportAt: null, expectEveryHours: 24, retiredAt: null }, now)).toBe('never');
  });
});

describe('firstStep', () => {
  const nobody = { reaches: true, mayImport: false, mayMake: false, anyProduct: true };

  it.each([
    ['a reader', nobody, 'wait'],
    ['an engineer with a product', { ...nobody, mayImport: true }, 'import'],
    ['an engineer without one', { ...nobody, reaches: false, anyProduct: false }, 'ask'],
    ['an administrator of nothing', { ...nobody, mayMake: true, anyProduct: false }, 'make'],
    ['an administrator of products', { ...nobody, mayMake: true }, 'give'],
    ['who may both make and import', { ...nobody, mayMake: true, mayImport: true }, 'import'],
  ])('for %s', (_who, means, step) => {
    expect(firstStep(means)).toBe(step);
  });
});

describe('slugOf', () => {
  it.each([
    ['Payment API (EU)', 'payment-api-eu'],
    ['Größe & Maß', 'grosse-mass'],
    ['  ../..', 'x'],
    ['日本', 'x'],
    ['x'.repeat(100), 'x'.repeat(60)],
  ])('%s becomes %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('counts on where a slug is taken', () => {
    expect(freeSlug('api', new Set(['api', 'api-2']))).toBe('api-3');
    expect(freeSlug('web', new Set(['api']))).toBe('web');
  });
});
