import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CountedHit, correlate, type FiredWindow, type Firing } from '@/lib/detection/correlate';
import { correlationRuleOf } from '@/lib/detection/testing';
import type { CorrelationRule } from '@/lib/detection/types';

const SECOND = 1_000_000_000n;
const count = correlationRuleOf(
  'type: event_count\nrules: [a]\ngroup-by: [actor]\ntimespan: 10s\ncondition: { gte: 3 }',
);
const values = correlationRuleOf(
  'type: value_count\nrules: [a]\ngroup-by: [actor]\ntimespan: 10s\ncondition: { gt: 1, field: host }',
);
const temporal = correlationRuleOf('type: temporal\nrules: [a, b]\ngroup-by: [actor]\ntimespan: 10s');
const ordered = correlationRuleOf('type: temporal_ordered\nrules: [a, b]\ngroup-by: [actor]\ntimespan: 10s');

let ids = 0;
const hit = (seconds: number, rule = 'a', value = '', actor = 'kate'): CountedHit => {
  ids += 1;
  return { id: `e${ids}`, rule, group: [actor], at: BigInt(seconds) * SECOND, value };
};
const secondsOf = (firings: readonly Firing[]) =>
  firings.map(({ from, until, at }) => [from, at, until].map((time) => Number(time / SECOND)));

describe('event_count', () => {
  test('fires when enough came within the timespan, with all of the window', () => {
    const hits = [hit(0), hit(100), hit(105), hit(109), hit(109), hit(111)];
    const firings = correlate(count, hits);
    expect(secondsOf(firings)).toEqual([[100, 109, 110]]);
    expect(firings[0]?.hits).toEqual(hits.slice(1, 5).map(({ id }) => id));
  });

  test('the end of the timespan is behind it', () => {
    expect(correlate(count, [hit(0), hit(5), hit(10)])).toEqual([]);
    expect(correlate(count, [hit(0), hit(5), hit(9)])).toHaveLength(1);
  });

  test('groups are counted apart, repeated hits once, hits of other rules not at all', () => {
    expect(correlate(count, [hit(0), hit(1), hit(2, 'a', '', 'bob')])).toEqual([]);
    const twice = hit(0);
    expect(correlate(count, [twice, twice, hit(1)])).toEqual([]);
    expect(correlate(count, [hit(0), hit(1), hit(2, 'b')])).toEqual([]);
  });

  test('what comes late into a window that fired does not fire again, and what comes before it fires for itself', () => {
    const first = correlate(count, [hit(100), hit(101), hit(102)]);
    const late = [hit(103), hit(104), hit(105), hit(106)];
    expect(correlate(count, late, first)).toEqual([]);
    const before = [hit(95), hit(96), hit(97)];
    expect(secondsOf(correlate(count, [...before, ...late], first))).toEqual([[95, 97, 100]]);
    expect(secondsOf(correlate(count, [hit(110), hit(111), hit(112)], first))).toEqual([[110, 112, 120]]);
  });

  test('the same evaluation has the same key, another group or beginning another one', () => {
    const hits = [hit(0), hit(1), hit(2), hit(20), hit(21), hit(22)];
    const keys = correlate(count, hits).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    expect(correlate(count, hits.toReversed()).map(({ key }) => key)).toEqual(keys);
    const others = correlate(
      count,
      hits.map((one) => ({ ...one, group: ['bob'] })),
    ).map(({ key }) => key);
    expect(new Set([...keys, ...others]).size).toBe(4);
  });
});

test('value_count counts different values', () => {
  expect(correlate(values, [hit(0, 'a', 'x'), hit(1, 'a', 'x'), hit(2, 'a', 'x')])).toEqual([]);
  expect(secondsOf(correlate(values, [hit(0, 'a', 'x'), hit(1, 'a', 'x'), hit(2, 'a', 'y')]))).toEqual([[0, 2, 10]]);
});

test('temporal asks for all rules, in any order; temporal_ordered for theirs', () => {
  const wrong = [hit(0, 'b'), hit(5, 'a')];
  expect(correlate(temporal, wrong)).toHaveLength(1);
  expect(correlate(ordered, wrong)).toEqual([]);
  expect(secondsOf(correlate(ordered, [...wrong, hit(7, 'b')]))).toEqual([[0, 7, 10]]);
  expect(secondsOf(correlate(ordered, [...wrong, hit(11, 'b')]))).toEqual([[5, 11, 15]]);
  expect(correlate(ordered, [...wrong, hit(15, 'b')])).toEqual([]);
  expect(correlate(ordered, [hit(3, 'b'), hit(3, 'a')])).toHaveLength(1);
});

/** Whether hits are enough, told as plainly as can be. `hits` are in order of time. */
function enough(rule: CorrelationRule, hits: readonly CountedHit[]): boolean {
  if (rule.type === 'event_count') return hits.length >= rule.atLeast;
  if (rule.type === 'value_count') return new Set(hits.map(({ value }) => value)).size >= rule.atLeast;
  if (rule.type === 'temporal') return new Set(hits.map((one) => one.rule)).size >= rule.atLeast;
  return hits.some((a) => a.rule === 'a' && hits.some((b) => b.rule === 'b' && b.at >= a.at));
}

const inside = (hits: readonly CountedHit[], { from, until }: Pick<FiredWindow, 'from' | 'until'>) =>
  hits.filter(({ at }) => at >= from && at < until).sort((a, b) => Number(a.at - b.at));

describe.each([count, values, temporal, ordered])('$type, on any hits', (rule) => {
  const span = BigInt(rule.timespanSeconds) * SECOND;
  const one = fc.record({
    rule: fc.constantFrom(...new Set(['a', ...rule.rules])),
    at: fc.integer({ min: 0, max: 60 }).map((second) => BigInt(second) * SECOND),
    value: fc.constantFrom('x', 'y', 'z'),
  });
  const some = fc
    .array(one, { maxLength: 40 })
    .map((list) => list.map((each, place) => ({ ...each, id: String(place), group: ['kate'] })));

  test('fires if and only if some timespan has enough, and with enough', () => {
    fc.assert(
      fc.property(some, (hits) => {
        const firings = correlate(rule, hits);
        const could = hits.some(({ at }) => enough(rule, inside(hits, { from: at, until: at + span })));
        expect(firings.length > 0).toBe(could);
        for (const firing of firings) {
          expect(enough(rule, inside(hits, firing))).toBe(true);
          expect(firing.hits.toSorted()).toEqual(
            inside(hits, firing)
              .map(({ id }) => id)
              .sort(),
          );
          expect(firing.at >= firing.from && firing.at < firing.until).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('in whichever order and portions they come, nothing fires twice and nothing is left', () => {
    const portions = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 20 });
    const shuffled = some.chain((hits) => fc.shuffledSubarray(hits, { minLength: hits.length }));
    fc.assert(
      fc.property(shuffled, portions, (hits, sizes) => {
        const fired: Firing[] = [];
        let [known, turn] = [0, 0];
        while (known < hits.length) {
          known += sizes[turn % sizes.length] ?? 1;
          turn += 1;
          fired.push(...correlate(rule, hits.slice(0, known), fired));
        }
        const sorted = fired.toSorted((a, b) => Number(a.from - b.from));
        for (const [place, window] of sorted.entries())
          expect(window.until <= (sorted[place + 1]?.from ?? window.until)).toBe(true);
        expect(new Set(fired.map(({ key }) => key)).size).toBe(fired.length);
        expect(correlate(rule, hits, fired)).toEqual([]);
        const rest = hits.filter(({ at }) => !fired.some(({ from, until }) => at >= from && at < until));
        for (const { at } of rest) {
          const next = sorted.find(({ from }) => from > at)?.from ?? at + span;
          const until = next < at + span ? next : at + span;
          expect(enough(rule, inside(rest, { from: at, until }))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
});

test('a hundred thousand hits are no matter', () => {
  const hits = Array.from({ length: 100_000 }, (_, place) => ({
    id: String(place),
    rule: 'a',
    group: ['kate'],
    at: BigInt(place) * 1_000_000n,
    value: 'x',
  }));
  const began = performance.now();
  expect(correlate(values, hits)).toEqual([]);
  expect(correlate(ordered, hits)).toEqual([]);
  expect(correlate(count, hits)).toHaveLength(10);
  expect(performance.now() - began).toBeLessThan(5_000);
});
