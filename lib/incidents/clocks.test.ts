import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksAt, momentOf, nextMark } from '@/lib/incidents/clocks';

const START = new Date('2026-10-25T00:00:00Z');
const DUE = new Date('2026-10-25T01:40:00Z');
const minute = (n: number) => new Date(START.getTime() + n * 60_000);
const MARKS = [50, 75, 90];

describe('a clock of 100 minutes', () => {
  it('is told of at its marks and when it is over', () => {
    expect(nextMark(START, DUE, MARKS, 0)).toEqual({ percent: 50, at: minute(50) });
    expect(nextMark(START, DUE, MARKS, 90)).toEqual({ percent: 100, at: minute(100) });
    expect(nextMark(START, DUE, MARKS, 100)).toBeNull();
  });

  it('tells nothing early, each mark once, and after a pause only the highest', () => {
    const clock = { startedAt: START, dueAt: DUE, marks: MARKS };
    expect(marksAt(minute(49), { ...clock, told: 0 })).toEqual({ tell: null, next: { percent: 50, at: minute(50) } });
    expect(marksAt(minute(50), { ...clock, told: 0 }).tell).toBe(50);
    expect(marksAt(minute(60), { ...clock, told: 50 }).tell).toBeNull();
    expect(marksAt(minute(95), { ...clock, told: 0 })).toEqual({ tell: 90, next: { percent: 100, at: minute(100) } });
    expect(marksAt(minute(500), { ...clock, told: 0 })).toEqual({ tell: 100, next: null });
  });

  it('knows one mark only where there are no warnings', () => {
    expect(nextMark(START, DUE, [], 0)).toEqual({ percent: 100, at: DUE });
  });
});

it('however often it is looked at, marks are told in ascending order and end with the breach', () => {
  const marks = fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 })
    .map((all) => all.toSorted((a, b) => a - b));
  const looks = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(marks, looks, (warn, minutes) => {
      let told = 0;
      const all: number[] = [];
      for (const at of minutes.toSorted((a, b) => a - b)) {
        const { tell } = marksAt(minute(at), { startedAt: START, dueAt: DUE, marks: warn, told });
        if (tell === null) continue;
        expect(momentOf(START, DUE, tell) <= minute(at)).toBe(true);
        all.push(tell);
        told = tell;
      }
      expect(all).toEqual([...new Set(all)].toSorted((a, b) => a - b));
      expect(all.includes(100)).toBe(minutes.some((at) => at >= 100));
    }),
  );
});
