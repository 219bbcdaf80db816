import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/events/fuzz/judge';
import { caseOf } from '@/lib/events/fuzz/mutate';
import { seedsOf } from '@/lib/events/fuzz/seeds';
import { SHAPES } from '@/lib/events/shapes/registry';
import type { Shape } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

/** The same in each run; `npm run fuzz -- events` reads thousands more of them. */
const SEED = 2030;
const CASES = 60;

let [read, refused] = [0, 0];

describe('a broken delivery', () => {
  it.for(SHAPES)('is read or refused: $id', (shape) => {
    const seeds = seedsOf(shape);
    expect(seeds.length).toBeGreaterThan(0);
    for (let number = 0; number < CASES; number += 1) {
      try {
        const verdict = judge(shape, caseOf(shape, seeds, SEED, number));
        read += verdict.events;
        refused += verdict.refused;
      } catch (error) {
        throw new Error(`npm run fuzz -- events ${shape.id} --seed ${SEED} --case ${number}`, { cause: error });
      }
    }
  });

  it('comes to its shape often enough: what is refused before has tried nothing', () => {
    expect(read).toBeGreaterThan(refused);
    expect(refused).toBeGreaterThan(CASES);
  });

  it.for(SHAPES)('is a good one before it is broken: $id', (shape) => {
    for (const seed of seedsOf(shape)) expect(judge(shape, seed).events).toBeGreaterThan(0);
  });
});

describe('the judge', () => {
  const draft: EventDraft = {
    class: 'host',
    time: '2026-11-22T10:00:00Z',
    key: '',
    severity: 0,
    outcome: 'unknown',
    name: 'x',
    message: '',
    techniques: [],
  };
  const faulty = (readRecord: Shape['read']): Shape => ({ id: 'x', label: 'x', syntax: 'json', read: readRecord });

  it('lets no other error pass than a refusal', () => {
    const throws = () => {
      throw new TypeError('nothing there');
    };
    expect(() => judge(faulty(throws), '{}')).toThrow(TypeError);
    expect(judge(faulty(throws), '{')).toEqual({ events: 0, refused: 1 });
  });

  it('sees too many words, and texts of any length and kind are cut before', () => {
    const also = { [`k${'x'.repeat(300)}`]: 'v' };
    expect(() =>
      judge(
        faulty(() => [{ ...draft, also }]),
        '{}',
      ),
    ).toThrow('words');
    const wild = { ...draft, name: '\ud800\0', message: 'm'.repeat(9_000), host: 'h'.repeat(9_000) };
    expect(
      judge(
        faulty(() => [wild]),
        '{}',
      ),
    ).toEqual({ events: 1, refused: 0 });
  });
});
