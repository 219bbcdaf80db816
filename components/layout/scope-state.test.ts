import { describe, expect, it } from 'vitest';
import { isScoped } from '@/components/layout/nav';
import { withScope } from '@/components/layout/scope-state';

describe('withScope', () => {
  it('leaves an address as it is without a scope', () => {
    expect(withScope('/assets/sources?state=silent', [], [])).toBe('/assets/sources?state=silent');
  });

  it('begins a query or joins the one that is there', () => {
    expect(withScope('/findings', ['a', 'b'], [])).toBe('/findings?team=a,b');
    expect(withScope('/assets/sources?state=silent', ['a'], ['x&y'])).toBe(
      '/assets/sources?state=silent&team=a&product=x%26y',
    );
  });
});

describe('isScoped', () => {
  it('is no for the trail and the settings with all beneath, yes for what belongs to products', () => {
    expect(['/audit', '/settings', '/settings/tokens'].map(isScoped)).toEqual([false, false, false]);
    expect(['/', '/findings/12', '/imports', '/assets/sources'].map(isScoped)).toEqual([true, true, true, true]);
  });
});
