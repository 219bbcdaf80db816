import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import { CHECK_IDS } from '@/lib/safeguards/catalogue-schema';
import { combine, fell, judgeShare, tallyOf } from '@/lib/safeguards/rules';
import { scoreOf } from '@/lib/safeguards/score';
import { STATES, type State, type Verdict } from '@/lib/safeguards/types';

const n = fc.integer({ min: 0, max: 40 });
const terms = { atLeast: 0.95, partly: 0.8, days: 30 };
const tally = fc.record({ good: n, bad: n, unclear: n }).map((one) => ({ ...one, why: new Map(), freshAt: null }));
const RANK = { met: 3, partly: 2, unknown: 1, missed: 0 } as const;

describe('the catalogue', () => {
  it('has every line of the programme once, and a check for no more than one', () => {
    const counts = { A: 13, B: 6, C: 5, D: 5, E: 8, F: 8, G: 6, H: 4 };
    const expected = Object.entries(counts).flatMap(([area, of]) =>
      Array.from({ length: of }, (_, i) => `${area}${i + 1}`),
    );
    expect(CATALOGUE.map(({ id }) => id)).toEqual(expected);
    const checks = CATALOGUE.flatMap(({ proof }) => (proof.kind === 'automatic' ? [proof.check] : []));
    expect(checks.toSorted()).toEqual([...CHECK_IDS].toSorted());
  });
});

describe('a share', () => {
  it('is never better for knowing less', () => {
    fc.assert(
      fc.property(tally, (one) => {
        fc.pre(one.good > 0);
        const less = { ...one, good: one.good - 1, unclear: one.unclear + 1 };
        expect(RANK[judgeShare(less, terms).state]).toBeLessThanOrEqual(RANK[judgeShare(one, terms).state]);
      }),
    );
  });

  it('is met only where so much is known to be good, and missed only where it cannot be met', () => {
    fc.assert(
      fc.property(tally, (one) => {
        const { state, total } = judgeShare(one, terms);
        if (state === 'met') expect(100 * one.good).toBeGreaterThanOrEqual(95 * total);
        if (state === 'missed') expect(100 * (one.good + one.unclear)).toBeLessThan(95 * total);
      }),
    );
  });

  it('reaches its target to the last one of a hundred, whatever the target', () => {
    for (let percent = 1; percent <= 100; percent++) {
      const at = { atLeast: percent / 100, partly: percent / 200, days: 30 };
      const exact = { ...tallyOf([]), good: percent, bad: 100 - percent };
      expect(judgeShare(exact, at).state).toBe('met');
      expect(judgeShare({ ...exact, good: percent - 1, bad: 101 - percent }, at).state).not.toBe('met');
    }
  });
});

const verdict = fc
  .record({ state: fc.constantFrom(...STATES), counts: fc.boolean(), good: n })
  .map(({ good, ...one }): Verdict => ({ ...one, good, total: good, unclear: 0, reasons: [], freshAt: null }));

describe('a whole', () => {
  it('is met only where each part that counts is', () => {
    fc.assert(
      fc.property(fc.array(verdict), (all) => {
        const counted = all.filter(({ counts }) => counts);
        const { state } = combine(all);
        expect(state === 'met').toBe(counted.length > 0 && counted.every((one) => one.state === 'met'));
      }),
    );
  });
});

it('gives no point for what is unknown, and leaves it in the total', () => {
  const row = { area: 'access', counts: true, excepted: false, products: null } as const;
  const unknown = { ...row, state: 'unknown' } as const;
  expect(
    scoreOf([{ ...row, state: 'met' }, unknown, { ...unknown, counts: false }, { ...unknown, excepted: true }]),
  ).toMatchObject({
    ...{ points: 1, of: 2, idle: 1, excepted: 1 },
  });
});

describe('a promise falls', () => {
  const known = (state: State) => ({ state, counts: true });
  const idle = { state: 'unknown', counts: false } as const;
  it('where less is known to hold', () => {
    const falls = STATES.flatMap((before) =>
      STATES.filter((after) => fell(known(before), known(after))).map((after) => `${before} ${after}`),
    );
    expect(falls.toSorted()).toEqual(['met missed', 'met partly', 'met unknown', 'partly missed', 'partly unknown']);
  });

  it('not where nothing happens any more, and with the first thing that breaks it after that', () => {
    expect(STATES.filter((state) => fell(known(state), idle))).toEqual([]);
    expect(STATES.filter((state) => fell(idle, known(state)))).toEqual(['missed', 'partly']);
  });
});
