import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degreeOf, evaluate } from '@/lib/backups/rules';
import { newestAt, restorable } from '@/lib/backups/rules-points';
import { actualRto } from '@/lib/backups/rules-restore';
import { achievableRpo, longestPlannedPause } from '@/lib/backups/rules-schedule';
import { clockFault } from '@/lib/backups/rules-span';
import { windowForecast } from '@/lib/backups/rules-trend';
import { gapsIn, worstGap } from '@/lib/backups/rules-window';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import { aCheck, aPlan, aPoint, aTest, hoursAgo, known, NOW } from '@/lib/backups/testing/known';
import type { Point } from '@/lib/backups/types';
import { instantOf } from '@/lib/core/datetime-zones';

const HOUR = 3_600_000;
const FROM = hoursAgo(100);

/** Copies within the last hundred hours, some of which expire, in any order. */
const points = fc
  .uniqueArray(fc.integer({ min: -20, max: 100 }), { maxLength: 25 })
  .chain((hours) => fc.shuffledSubarray(hours, { minLength: hours.length }))
  .chain((hours) =>
    fc.tuple(
      fc.constant(hours),
      fc.array(fc.option(fc.integer({ min: 1, max: 60 })), { minLength: hours.length, maxLength: hours.length }),
    ),
  )
  .map(([hours, lives]) =>
    hours.map((hour, index): Point => {
      const at = hoursAgo(hour);
      const life = lives[index] ?? null;
      return aPoint(at, { endedAt: at, expiresAt: life === null ? null : new Date(at.getTime() + life * HOUR) });
    }),
  );

const worst = (list: readonly Point[], from = FROM, to = NOW) =>
  worstGap(restorable(list, []), from, to)?.seconds ?? null;

describe('the worst data-loss window', () => {
  it('is what looking at every half hour finds', () => {
    fc.assert(
      fc.property(points, (list) => {
        const spans = restorable(list, []);
        let most = 0;
        for (let time = FROM.getTime() + 1; time <= NOW.getTime(); time += HOUR / 2) {
          // Just before the instant: a point that comes at it does not help any more.
          const best = newestAt(spans, new Date(time - 1))?.point.at ?? FROM;
          most = Math.max(most, time - 1 - best.getTime());
        }
        expect(Math.abs((worst(list) ?? 0) * 1000 - most)).toBeLessThanOrEqual(HOUR / 2);
      }),
    );
  });

  it('depends on no order of arrival, and no record told twice', () => {
    fc.assert(fc.property(points, (list) => worst([...list].reverse().concat(list)) === worst(list)));
  });

  it('never grows by a further copy', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 99 }), (list, hour) => {
        expect(worst([...list, aPoint(hoursAgo(hour), { endedAt: null })])).toBeLessThanOrEqual(worst(list) ?? 0);
      }),
    );
  });

  it('of a period is the worst of its parts', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 99 }), (list, hour) => {
        const all = [aPoint(hoursAgo(200), { endedAt: null }), ...list];
        const middle = hoursAgo(hour);
        expect(worst(all)).toBe(Math.max(worst(all, FROM, middle) ?? 0, worst(all, middle) ?? 0));
      }),
    );
  });

  it('has the gap before the first point and the open one', () => {
    const gaps = gapsIn(restorable([aPoint(hoursAgo(60))], []), FROM, NOW);
    expect(gaps).toMatchObject([
      { atLeast: true, open: false },
      { atLeast: false, open: true, seconds: 60 * 3600 },
    ]);
  });

  it.each([
    ['Europe/Berlin', '2026-10-24', 25],
    ['Europe/Berlin', '2026-03-28', 23],
    ['America/New_York', '2026-10-31', 25],
    ['UTC', '2026-10-24', 24],
  ])('counts the hours of a day of the clock change in %s on %s', (zone, day, hours) => {
    const next = new Date(Date.parse(day) + 24 * HOUR).toISOString().slice(0, 10);
    const [one, two] = [instantOf({ day, minute: 720 }, zone), instantOf({ day: next, minute: 720 }, zone)];
    const list = [one, two].map((at) => aPoint(at, { endedAt: at }));
    expect(worst(list, one, two)).toBe(hours * 3600);
  });
});

describe('a restorable point', () => {
  const good = aPoint(hoursAgo(5));
  it.each<[string, Partial<Point>]>([
    ['failed', { status: 'failed' }],
    ['incomplete', { status: 'partial' }],
    ['running', { status: 'running' }],
    ['damaged', { damaged: true }],
    ['expired', { expiresAt: hoursAgo(1) }],
    ['removed', { goneAt: hoursAgo(1) }],
    ['of a wrong clock', { clock: 'future' }],
    ['without what it needs', { needs: ['nothing'] }],
    ['a log without a copy', { kind: 'log' }],
  ])('is none that is %s', (_, more) => {
    expect(newestAt(restorable([{ ...good, ...more }], []), NOW)).toBeNull();
  });

  it('is none below a check that found damage, until one that looks as closely', () => {
    const damage = aCheck(hoursAgo(3), { result: 'damaged' });
    const metadata = aCheck(hoursAgo(2), { method: 'metadata' });
    expect(restorable([good], [damage])).toEqual([]);
    expect(restorable([good], [damage, metadata])).toEqual([]);
    expect(restorable([good], [damage, aCheck(hoursAgo(2))])).toHaveLength(1);
    expect(restorable([good], [{ ...damage, repository: 'other' }])).toHaveLength(1);
  });

  it('of a log reaches as far as it is archived', () => {
    const log = aPoint(hoursAgo(0.2), { kind: 'log', endedAt: hoursAgo(0.1) });
    const { parts } = evaluate(known([good, log]), NOW);
    expect(parts[0]?.rpoNow).toBe(720);
  });
});

it('names wrong clocks', () => {
  const at = (hours: number) => ({ at: hoursAgo(hours), startedAt: null, endedAt: null });
  expect(clockFault(at(-1), NOW)).toBe('future');
  expect(clockFault(at(1), NOW)).toBeNull();
  expect(clockFault({ ...at(2), startedAt: hoursAgo(1) }, NOW)).toBe('before_start');
  expect(clockFault({ at: hoursAgo(1), startedAt: hoursAgo(1), endedAt: hoursAgo(2) }, NOW)).toBe('end_before_start');
});

describe('what a schedule can promise', () => {
  it('is never an hour of a daily one, with its length on top', () => {
    expect(achievableRpo(aPlan(), 600, NOW)).toBe(24 * 3600 + 600);
    expect(achievableRpo(aPlan({ logMinutes: 5 }), 600, NOW)).toBe(300);
  });

  it('has the night of one that runs by day, as of the published policy', () => {
    expect(longestPlannedPause(aPlan({ everyMinutes: 240, spanMinutes: 960, startMinute: 480 }), NOW)).toBe(12 * 3600);
  });

  it('has the day of 25 hours where a clock on the wall is followed', () => {
    expect(longestPlannedPause(aPlan({ startMinute: 720, timeZone: 'Europe/Berlin' }), NOW)).toBe(25 * 3600);
  });
});

describe('the recovery time', () => {
  const at = { now: NOW, bytesNow: 2_000_000 };
  it('is the worst of the recent tests, scaled, with the allowance', () => {
    const tests = [aTest(hoursAgo(24), { seconds: 600 }), aTest(hoursAgo(48), { seconds: 3600 })];
    expect(actualRto(tests, DEFAULT_OBJECTIVES, at)).toMatchObject({ state: 'met', seconds: 7200 + 1800 });
    expect(actualRto(tests, { ...DEFAULT_OBJECTIVES, rtoMinutes: 60 }, at)).toMatchObject({ state: 'missed' });
  });

  it('is not known without a test within the cadence, and missed after a failed one', () => {
    expect(actualRto([], DEFAULT_OBJECTIVES, at)).toMatchObject({ state: 'unknown', seconds: null });
    expect(actualRto([aTest(hoursAgo(24 * 93))], DEFAULT_OBJECTIVES, at)).toMatchObject({ state: 'unknown' });
    expect(actualRto([aTest(hoursAgo(1), { result: 'failed' })], DEFAULT_OBJECTIVES, at)).toMatchObject({
      state: 'missed',
    });
  });
});

describe('a service', () => {
  const daily = Array.from({ length: 40 }, (_, day) => aPoint(hoursAgo(24 * day + 0.5), { key: `${day}` }));
  const state = (more: Parameters<typeof known>[1], list: readonly Point[] = daily) =>
    Object.fromEntries(evaluate(known(list, more), NOW).verdicts.map(({ objective, state }) => [objective, state]));

  it('meets what it meets, misses what it misses, and does not know the rest', () => {
    expect(state({})).toEqual({
      ...{ rpo: 'missed', rto: 'unknown', frequency: 'met', retention: 'met' },
      ...{ sites: 'missed', encryption: 'met', verification: 'unknown', restore_test: 'missed' },
    });
  });

  it('meets all of it with logs, a second site, checks and a test', () => {
    const logs = Array.from({ length: 24 * 8 }, (_, hour) =>
      aPoint(hoursAgo(hour * 0.9), { kind: 'log', key: `log ${hour}`, endedAt: hoursAgo(hour * 0.9) }),
    );
    const second = daily.map((point) => ({ ...point, key: `${point.key} b`, location: 'ams' }));
    const more = { checks: [aCheck(hoursAgo(24))], tests: [aTest(hoursAgo(24 * 10))] };
    expect(new Set(Object.values(state(more, [...daily, ...second, ...logs])))).toEqual(new Set(['met']));
  });

  it('does not know how long copies are kept by the newest of them alone', () => {
    const { verdicts } = evaluate(known(daily.slice(0, 10), { cut: 10 }), NOW);
    expect(verdicts.find(({ objective }) => objective === 'retention')).toMatchObject({
      ...{ state: 'unknown', reasons: [{ code: 'cut', params: { copies: 10 } }] },
    });
    expect(state({ cut: 40 })).toMatchObject({ retention: 'met' });
  });

  it('is encrypted at a place where each of its repositories is, whichever wrote last', () => {
    const repository = (name: string, encryption: string, hours: number) =>
      aPoint(hoursAgo(hours), { key: name, repository: name, encryption });
    expect(state({}, [repository('a', 'none', 3), repository('b', 'AES-256', 1)])).toMatchObject({
      encryption: 'missed',
    });
    expect(state({}, [repository('a', '', 3), repository('b', 'AES-256', 1)])).toMatchObject({ encryption: 'unknown' });
    expect(state({}, [repository('a', 'none', 30), repository('a', 'AES-256', 1)])).toMatchObject({
      encryption: 'met',
    });
  });

  it('does not know how long copies are kept of which only the newest was ever told', () => {
    const polled = daily.map((point) => ({ ...point, key: `item/vm/${point.at.toISOString()}` }));
    expect(state({}, polled)).toMatchObject({ frequency: 'met', retention: 'unknown' });
    expect(state({}, [...polled, ...daily])).toMatchObject({ retention: 'met' });
  });

  it('has copies as fresh as the end of a window that its maker keeps, which tells of none', () => {
    const begin = aPoint(hoursAgo(24 * 7), { key: 'pitr/db01/begin', endedAt: hoursAgo(24 * 7) });
    const ends = Array.from({ length: 2 * 24 * 8 }, (_, half) =>
      aPoint(hoursAgo(half / 2), { kind: 'log', key: `pitr/db01/${half}`, endedAt: hoursAgo(half / 2) }),
    );
    const redundancy = new Map([['source', 'Geo']]);
    const all = { rpo: 'met', frequency: 'met', sites: 'met', encryption: 'met' };
    expect(state({ redundancy, createdAt: hoursAgo(24) }, [begin, ...ends])).toMatchObject(all);
    const named = ends.map((point) => ({ ...point, key: `log/${point.key}` }));
    const few = { ...all, frequency: 'missed', sites: 'missed' };
    expect(state({ redundancy, createdAt: hoursAgo(24) }, [begin, ...named])).toMatchObject(few);
  });

  it('names a plan over all of a source that has no copy yet beside one that has', () => {
    const plans = [aPlan(), aPlan({ id: 'second', sourceId: 'other', asset: '' })];
    const names = new Map([['other', 'offsite']]);
    const rpo = evaluate(known(daily, { plans, names }), NOW).verdicts.find(({ objective }) => objective === 'rpo');
    expect(rpo?.reasons).toContainEqual({ code: 'plan_empty', params: { name: 'offsite' } });
  });

  it('stands as its worst part does', () => {
    const parts = new Map([
      ['db', daily],
      ['files', [aPoint(hoursAgo(72), { encryption: 'none' })]],
    ]);
    expect(state({ parts })).toMatchObject({ frequency: 'missed', encryption: 'missed' });
  });

  it('knows nothing of itself without a plan, and has nothing with an empty one', () => {
    expect(state({ plans: [] }, [])).toMatchObject({ rpo: 'unknown', sites: 'unknown' });
    expect(state({}, [])).toMatchObject({ rpo: 'missed' });
  });
});

it('forecasts when runs outgrow their window', () => {
  const growing = Array.from({ length: 20 }, (_, day) => {
    const at = hoursAgo(24 * (20 - day));
    return aPoint(at, { endedAt: new Date(at.getTime() + (day + 20) * 60_000) });
  });
  expect(windowForecast(growing, aPlan({ windowMinutes: 30 }), NOW)).toMatchObject({ kind: 'missed' });
  const forecast = windowForecast(growing, aPlan({ windowMinutes: 50 }), NOW);
  expect(forecast).toMatchObject({ kind: 'forecast', on: new Date(NOW.getTime() + 11 * 24 * HOUR) });
});

it('grades how far over a target is', () => {
  expect([0.5, 2, 3, 5].map((ratio) => degreeOf(ratio * 60, 60))).toEqual([
    'compliant',
    'exceeded',
    'severe',
    'critical',
  ]);
});
