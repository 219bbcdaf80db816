import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/imports/fuzz/judge';
import { type Case, caseOf } from '@/lib/imports/fuzz/mutate';
import { type Seeds, seedsOf } from '@/lib/imports/fuzz/seeds';
import { PARSERS } from '@/lib/imports/parsers/registry';
import type { JsonParser } from '@/lib/imports/parsers/types';

/** The same in each run; `npm run fuzz` reads thousands more of them. */
const SEED = 2030;
const CASES = 12;

const seeds: Seeds = await seedsOf();
const given = (text: string): Case => ({ bytes: Buffer.from(text), size: 65_536 });

const outcomes: ('read' | 'refused')[] = [];

describe('a broken report', () => {
  it.for(PARSERS)('of $label is read or refused', async (parser) => {
    const own = seeds.get(parser.id) ?? [];
    expect(own.length).toBeGreaterThan(0);
    for (let number = 0; number < CASES; number += 1) {
      const verdict = await judge(caseOf(parser, own, SEED, number), parser).catch((error: unknown) => {
        throw new Error(`npm run fuzz -- ${parser.id} --seed ${SEED} --case ${number}`, { cause: error });
      });
      outcomes.push('findings' in verdict ? 'read' : 'refused');
    }
  });

  it('comes to its parser often enough: what is refused before has tried nothing', () => {
    const read = outcomes.filter((outcome) => outcome === 'read').length;
    expect(read / outcomes.length).toBeGreaterThan(0.4);
    expect(read / outcomes.length).toBeLessThan(0.9);
  });

  it('is the same again for the same numbers, and another one for others', () => {
    for (const parser of PARSERS) {
      const own = seeds.get(parser.id) ?? [];
      const bytes = (seed: number, number: number) => caseOf(parser, own, seed, number).bytes.toString('latin1');
      expect(bytes(1, 7)).toBe(bytes(1, 7));
      const others = Array.from({ length: 8 }, (_, number) => bytes(2, number));
      expect(new Set(others).size).toBeGreaterThan(4);
    }
  });
});

/** A parser with one fault, of the kinds that the fuzzer is there to find. */
function faulty(read: JsonParser['open']): JsonParser {
  return { id: 'faulty', label: 'Faulty', syntax: 'json', records: ['*'], recognise: () => 1, open: read };
}

describe('the judge', () => {
  const facts = { scanner: 'x', target: '' };

  it('lets no other error pass than a refusal', async () => {
    const parser = faulty(() => ({
      facts,
      read: () => {
        throw new TypeError('nothing there');
      },
    }));
    await expect(judge(given('[1]'), parser)).rejects.toThrow(TypeError);
  });

  it('sees what the database would refuse', async () => {
    const parser = faulty(() => ({ facts: { ...facts, scanAt: new Date(Number.NaN) }, read: () => [] }));
    await expect(judge(given('[1]'), parser)).rejects.toThrow('scan at no moment');
  });

  it('takes a refusal with its place', async () => {
    const parser = faulty(() => ({ facts, read: () => [] }));
    expect(await judge(given('[1'), parser)).toEqual({ refused: 'truncated' });
  });
});
