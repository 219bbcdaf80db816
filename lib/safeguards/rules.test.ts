import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import { CHECK_IDS } from '@/lib/safeguards/catalogue-schema';
import { combine, fell, judgeShare } from '@/lib/safeguards/rules';
import { scoreOf } from '@/lib/safeguards/score';
import { STATES, type Verdict } from '@/lib/safeguards/types';

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
        if (state === 'met') expect(one.good).toBeGreaterThanOrEqual(terms.atLeast * total);
        if (state === 'missed') expect(one.good + one.unclear).toBeLessThan(terms.atLeast * total);
      }),
    );
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

it('falls where less is known to hold', () => {
  expect([fell('met', 'partly'), fell('met', 'unknown'), fell('partly', 'missed')]).toEqual([true, true, true]);
  expect([fell('unknown', 'missed'), fell('unknown', 'met')]).toEqual([false, false]);
  expect([fell('missed', 'unknown'), fell('partly', 'met'), fell('missed', 'partly')]).toEqual([false, false, false]);
});
