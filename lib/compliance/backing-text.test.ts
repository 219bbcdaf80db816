import { expect, it } from 'vitest';
import { backingOf, backingText, safeguardsIn } from '@/lib/compliance/backing-text';

it('reads numbers of safeguards as people type them', () => {
  expect(safeguardsIn(' f1, F3;F5  f1 ')).toEqual(['F1', 'F3', 'F5']);
  expect(safeguardsIn('')).toEqual([]);
  expect(safeguardsIn('F1 backups')).toBeNull();
});

it('makes one list of two, and two of one', () => {
  const backing = backingOf('F1 F3', 'F3 F2');
  expect(backing).toEqual([
    { safeguard: 'F1', coverage: 'full' },
    { safeguard: 'F3', coverage: 'full' },
    { safeguard: 'F2', coverage: 'partial' },
  ]);
  expect(backingText(backing ?? [], 'full')).toBe('F1, F3');
  expect(backingOf('I9', '')).toBeNull();
});
