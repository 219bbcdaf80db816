import { expect, it } from 'vitest';
import { readCase } from '@/lib/compliance/fuzz/cases';
import { SMALL_CATALOGUE } from '@/lib/compliance/oscal/fixtures';

it('broken catalogues are read or refused, never anything else', () => {
  const seeds = [JSON.stringify(SMALL_CATALOGUE)];
  const read = Array.from({ length: 400 }, (_, number) => readCase(seeds, 1, number));
  expect(new Set(read)).toEqual(new Set([true, false]));
});
