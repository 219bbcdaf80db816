import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestAt, restorable } from '@/lib/backups/rules-points';
import { restorableRange } from '@/lib/backups/rules-range';
import { aPoint, hoursAgo, NOW } from '@/lib/backups/testing/known';
import type { Point } from '@/lib/backups/types';

const keys = (list: readonly Point[]) => restorable(list, []).map(({ point }) => point.key);

/** A full copy and increments on it, each of which names all that it is built on, as pgBackRest's references do. */
function aChain(length: number, more: (index: number) => Partial<Point> = () => ({})): Point[] {
  return Array.from({ length }, (_, index) => {
    const needs = Array.from({ length: index }, (_, below) => `${below}`);
    const kind = index === 0 ? 'full' : 'incremental';
    return aPoint(hoursAgo(length - index), { key: `${index}`, kind, needs, endedAt: null, ...more(index) });
  });
}

describe('a chain of copies', () => {
  it('is looked at once for each of its copies, whatever they all need', () => {
    expect(keys(aChain(400))).toHaveLength(400);
  });

  it('may be as long as a document, and breaks where one of it is gone', () => {
    const long = (gone: number) =>
      Array.from({ length: 20_000 }, (_, index) => {
        const at = new Date(NOW.getTime() - (20_000 - index) * 1000);
        const goneAt = index === gone ? hoursAgo(30_000) : null;
        const needs = index === 0 ? [] : [`${index - 1}`];
        return aPoint(at, {
          key: `${index}`,
          kind: index === 0 ? 'full' : 'incremental',
          needs,
          goneAt,
          endedAt: null,
        });
      });
    expect(keys(long(-1))).toHaveLength(20_000);
    expect(keys(long(5))).toHaveLength(5);
  });

  it('that needs itself brings nothing back, nor does what is built on it', () => {
    const [a, b, c] = aChain(3, (index) => ({ needs: [['1'], ['0'], ['1']][index] ?? [] }));
    expect(keys([a, b, c].filter((one) => one !== undefined))).toEqual([]);
  });

  it('of increments that name nothing is built on the copy before, also where that one is gone', () => {
    const chain = aChain(4, () => ({ needs: [] }));
    expect(keys(chain)).toHaveLength(4);
    expect(keys(chain.slice(1))).toEqual([]);
    expect(keys(chain.map((one) => (one.key === '1' ? { ...one, goneAt: hoursAgo(100) } : one)))).toEqual(['0']);
    const differential = { ...aPoint(hoursAgo(0.5)), key: 'd', kind: 'differential' as const };
    expect(keys([...chain.slice(0, 1), differential])).toEqual(['0', 'd']);
    expect(keys([differential])).toEqual([]);
  });

  it('brings back what every way through it says, in any order, and never more without one of its copies', () => {
    const many = fc.array(
      fc.record({ needs: fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 3 }), whole: fc.boolean() }),
      { minLength: 1, maxLength: 12 },
    );
    const listOf = (drafts: readonly { needs: readonly number[]; whole: boolean }[]) =>
      drafts.map(({ needs, whole }, index) =>
        aPoint(hoursAgo(20 - index), {
          key: `${index}`,
          needs: needs.map(String),
          status: whole ? 'ok' : 'failed',
        }),
      );
    const could = (list: readonly Point[], point: Point, seen: readonly string[] = []): boolean =>
      point.status === 'ok' &&
      !seen.includes(point.key) &&
      point.needs.every((key) => list.some((one) => one.key === key && could(list, one, [...seen, point.key])));
    fc.assert(
      fc.property(many, fc.nat(), (drafts, out) => {
        const list = listOf(drafts);
        const expected = list.filter((one) => could(list, one)).map(({ key }) => key);
        expect(keys(list)).toEqual(expected);
        expect(keys([...list].reverse()).sort()).toEqual([...expected].sort());
        const less = keys(list.filter((_, index) => index !== out % list.length));
        expect(less.filter((key) => !expected.includes(key))).toEqual([]);
      }),
    );
  });
});

describe('the range in which any instant can be brought back', () => {
  const copy = (hours: number, repository: string) =>
    aPoint(hoursAgo(hours), { key: `${repository}/${hours}`, repository, endedAt: null });
  const log = (hours: number, repository: string) =>
    aPoint(hoursAgo(hours), { key: `log ${repository} ${hours}`, repository, kind: 'log', endedAt: null });
  const rangeOf = (list: readonly Point[]) => restorableRange(restorable(list, []), NOW).any;

  it('is of one repository: the copy of one begins no log of another', () => {
    const list = [copy(240, '1'), copy(24, '2'), log(1, '2')];
    expect(rangeOf(list)).toEqual({ from: hoursAgo(24), until: hoursAgo(1), repository: '2' });
    expect(rangeOf([copy(240, '1'), log(1, '2')])).toBeNull();
  });

  it('is the one that loses least, then the one that reaches back furthest', () => {
    const both = [copy(240, '1'), copy(24, '2')];
    expect(rangeOf([...both, log(1, '')])).toMatchObject({ repository: '1', from: hoursAgo(240) });
    expect(rangeOf([...both, log(3, '1'), log(1, '2')])).toMatchObject({ repository: '2', until: hoursAgo(1) });
  });

  it('of a log needs a copy that was there before it ends', () => {
    const late = log(30, '2');
    expect(newestAt(restorable([copy(24, '2'), late], []), NOW)?.point.kind).toBe('full');
    expect(rangeOf([copy(24, '2'), late])).toBeNull();
  });
});
