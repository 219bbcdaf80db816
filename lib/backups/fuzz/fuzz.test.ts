import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCase, seedsOf } from '@/lib/backups/fuzz/cases';
import { SHAPES } from '@/lib/backups/shapes/registry';

const FIXTURES = join(import.meta.dirname, '..', 'shapes', 'fixtures');

it.each(SHAPES.map(({ id }) => id))('broken documents of %s are read or refused, never anything else', (id) => {
  const seeds = seedsOf(id, FIXTURES);
  expect(seeds).not.toEqual([]);
  const read = Array.from({ length: 150 }, (_, number) => readCase(id, seeds, 1, number));
  expect(new Set(read)).toEqual(new Set([true, false]));
});
