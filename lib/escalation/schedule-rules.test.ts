import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter } from '@/lib/core/datetime-zones';
import { inHours, onCallAt, segmentsOf } from '@/lib/escalation/schedule-rules';
import type { Layer, Override, Present, Schedule } from '@/lib/escalation/types';

const ALL: Present = new Map([
  ['ann', null],
  ['ben', 'Asia/Kolkata'],
  ['cem', 'Europe/Berlin'],
  ['dee', 'America/New_York'],
]);
const only = (...names: string[]): Present => new Map(names.map((name) => [name, null]));
const daily: Layer = {
  people: ['ann', 'ben'],
  every: 1,
  unit: 'days',
  handover: 150,
  from: '2026-03-01',
  until: null,
  hours: null,
  hoursOf: 'layer',
  timeZone: null,
};
const schedule = (layers: readonly Layer[], overrides: readonly Override[] = []): Schedule => ({
  timeZone: 'Europe/Berlin',
  layers,
  overrides,
});
const who = (given: Schedule, at: string, present = ALL) => onCallAt(given, new Date(at), present).personId;

describe('a handover at 02:30', () => {
  it('is an hour late on the day that skips it, so that this turn has 24 hours and the next one 23', () => {
    const segments = segmentsOf(schedule([daily]), new Date('2026-03-28T00:00Z'), new Date('2026-03-31T00:00Z'), ALL);
    expect(segments.map(({ personId, from }) => [personId, from.toISOString().slice(0, 16)])).toEqual([
      ['ann', '2026-03-28T00:00'],
      ['ben', '2026-03-28T01:30'],
      ['ann', '2026-03-29T01:30'],
      ['ben', '2026-03-30T00:30'],
    ]);
  });

  it('is the first one on the day that has it twice, and nobody is handed over twice', () => {
    const autumn = schedule([{ ...daily, from: '2026-10-24' }]);
    expect(who(autumn, '2026-10-25T00:29:59Z')).toBe('ann');
    expect(who(autumn, '2026-10-25T00:30:00Z')).toBe('ben');
    expect(who(autumn, '2026-10-25T01:15:00Z')).toBe('ben');
    expect(who(autumn, '2026-10-26T01:30:00Z')).toBe('ann');
  });
});

describe('turns', () => {
  const weekly = schedule([
    { ...daily, people: ['ann', 'ben', 'cem'], every: 1, unit: 'weeks', handover: 540, from: '2026-11-02' },
  ]);

  it('go round by weeks', () => {
    expect(who(weekly, '2026-11-02T07:59:00Z')).toBeNull();
    expect(who(weekly, '2026-11-02T08:00:00Z')).toBe('ann');
    expect(who(weekly, '2026-11-16T07:59:00Z')).toBe('ben');
    expect(who(weekly, '2026-11-23T08:00:00Z')).toBe('ann');
  });

  it('end with the layer', () => {
    const ending = schedule([{ ...daily, until: '2026-03-03' }]);
    expect(who(ending, '2026-03-03T01:29:00Z')).toBe('ben');
    expect(who(ending, '2026-03-03T01:30:00Z')).toBeNull();
  });

  it('whoever is not there is nobody: the layer below has it, else nobody', () => {
    const over = schedule([{ ...daily, people: ['dee'] }, daily]);
    expect(who(over, '2026-03-02T12:00:00Z')).toBe('ben');
    expect(who(over, '2026-03-02T12:00:00Z', only('ann', 'dee'))).toBe('dee');
    expect(who(schedule([daily]), '2026-03-02T12:00:00Z', only('ann'))).toBeNull();
  });
});

describe('turns of hours', () => {
  const shifts = schedule([{ ...daily, every: 12, unit: 'hours', handover: 480, from: '2026-03-27' }]);

  it('keep their times of the wall across both changes of the clocks', () => {
    const spring = segmentsOf(shifts, new Date('2026-03-28T07:00Z'), new Date('2026-03-30T06:00Z'), ALL);
    expect(spring.map(({ personId, from }) => [personId, from.toISOString().slice(0, 16)])).toEqual([
      ['ann', '2026-03-28T07:00'],
      ['ben', '2026-03-28T19:00'],
      ['ann', '2026-03-29T06:00'],
      ['ben', '2026-03-29T18:00'],
    ]);
    const autumn = segmentsOf(shifts, new Date('2026-10-24T18:00Z'), new Date('2026-10-25T20:00Z'), ALL);
    expect(autumn.map(({ from }) => from.toISOString().slice(11, 16))).toEqual(['18:00', '07:00', '19:00']);
  });

  it('of one hour: the skipped one is nobody’s, the doubled one lasts two', () => {
    const hourly = schedule([{ ...daily, every: 1, unit: 'hours', handover: 0, from: '2026-03-29' }]);
    expect(who(hourly, '2026-03-29T00:30:00Z')).toBe('ben');
    expect(who(hourly, '2026-03-29T01:00:00Z')).toBe('ben');
    const autumn = schedule([{ ...daily, every: 1, unit: 'hours', handover: 0, from: '2026-10-25' }]);
    expect(['00:30', '01:30', '02:30'].map((time) => who(autumn, `2026-10-25T${time}:00Z`))).toEqual([
      'ann',
      'ann',
      'ben',
    ]);
  });
});

describe('clocks', () => {
  const office: Layer = {
    ...daily,
    people: ['ben'],
    handover: 0,
    hours: [{ days: [1, 2, 3, 4, 5], from: 540, to: 1020 }],
  };

  it('a layer has its own where it says so', () => {
    const there = schedule([{ ...daily, handover: 540, people: ['ann', 'cem'], timeZone: 'America/New_York' }]);
    expect(who(there, '2026-03-01T13:59:00Z')).toBeNull();
    expect(who(there, '2026-03-01T14:00:00Z')).toBe('ann');
    // New York changes on 8 March, three weeks before Berlin.
    expect(who(there, '2026-03-09T12:59:00Z')).toBe('cem');
    expect(who(there, '2026-03-09T13:00:00Z')).toBe('ann');
  });

  it('hours are read by the layer’s clock or by that of whoever has the turn', () => {
    expect(who(schedule([office]), '2026-03-02T08:00:00Z')).toBe('ben');
    expect(who(schedule([office]), '2026-03-02T03:30:00Z')).toBeNull();
    const own = schedule([{ ...office, hoursOf: 'person' }]);
    expect(who(own, '2026-03-02T03:30:00Z')).toBe('ben');
    expect(who(own, '2026-03-02T11:30:00Z')).toBeNull();
  });
});

it('who covers for one person has that person’s turns and no others; of several the newest', () => {
  const span = { from: new Date('2026-03-02T00:00Z'), to: new Date('2026-03-06T00:00Z') };
  const covered = schedule([daily], [{ id: 'o1', personId: 'cem', insteadOfId: 'ann', ...span }]);
  expect(
    ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-07'].map((day) => who(covered, `${day}T12:00:00Z`)),
  ).toEqual(['ben', 'cem', 'ben', 'ann']);
  const twice = schedule([daily], [...covered.overrides, { id: 'o2', personId: 'dee', insteadOfId: 'cem', ...span }]);
  expect(who(twice, '2026-03-03T12:00:00Z')).toBe('dee');
});

describe('what beats what', () => {
  const nights: Layer = { ...daily, people: ['cem'], hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 1200, to: 360 }] };
  const both = schedule(
    [daily, nights],
    [
      {
        id: 'o1',
        personId: 'dee',
        insteadOfId: null,
        from: new Date('2026-03-10T10:00Z'),
        to: new Date('2026-03-10T20:00Z'),
      },
      {
        id: 'o2',
        personId: 'ann',
        insteadOfId: null,
        from: new Date('2026-03-10T12:00Z'),
        to: new Date('2026-03-10T13:00Z'),
      },
    ],
  );

  it('a later layer in its hours, overrides always, the newest first', () => {
    expect(who(both, '2026-03-05T18:59:00Z')).toBe('ann');
    expect(who(both, '2026-03-05T19:00:00Z')).toBe('cem');
    expect(who(both, '2026-03-06T04:59:00Z')).toBe('cem');
    expect(who(both, '2026-03-10T19:30:00Z')).toBe('dee');
    expect(who(both, '2026-03-10T12:30:00Z')).toBe('ann');
    expect(who(both, '2026-03-10T13:00:00Z')).toBe('dee');
  });

  it('hours over midnight belong to the day on which they begin', () => {
    const friday = [{ days: [5], from: 1320, to: 360 }];
    expect(inHours(friday, new Date('2026-11-21T04:00Z'), 'Europe/Berlin')).toBe(true);
    expect(inHours(friday, new Date('2026-11-20T04:00Z'), 'Europe/Berlin')).toBe(false);
  });
});

const people = fc.constantFrom('ann', 'ben', 'cem', 'dee', 'gone');
const minute = fc.integer({ min: 0, max: 1439 });
const hours = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: minute,
  to: minute,
});
const layer: fc.Arbitrary<Layer> = fc.record({
  people: fc.array(people, { minLength: 1, maxLength: 4 }),
  every: fc.integer({ min: 1, max: 14 }),
  unit: fc.constantFrom('hours', 'days', 'weeks'),
  handover: fc.oneof(fc.constant(150), minute),
  from: fc.integer({ min: -40, max: 10 }).map((days) => dayAfter('2026-10-20', days)),
  until: fc.option(fc.integer({ min: 11, max: 20 }).map((days) => dayAfter('2026-10-20', days))),
  hours: fc.option(fc.array(hours, { maxLength: 3 })),
  hoursOf: fc.constantFrom('layer', 'person'),
  timeZone: fc.option(fc.constantFrom('America/New_York', 'Australia/Lord_Howe')),
});
const START = Date.parse('2026-10-22T00:00:00Z');
const override = fc.tuple(
  people,
  fc.option(people),
  fc.integer({ min: 0, max: 8000 }),
  fc.integer({ min: 1, max: 3000 }),
);

it('segments cover a window without a gap and say what is asked of any moment, across the change of clocks', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
      fc.array(layer, { maxLength: 3 }),
      fc.array(override, { maxLength: 3 }),
      fc.array(fc.integer({ min: 0, max: 11 * 1440 * 60 - 1 }), { minLength: 1, maxLength: 20 }),
      (timeZone, layers, given, seconds) => {
        const overrides = given.map(([personId, insteadOfId, from, length], index) => ({
          ...{ id: `o${index}`, personId, insteadOfId },
          ...{ from: new Date(START + from * 60_000), to: new Date(START + (from + length) * 60_000) },
        }));
        const all = { timeZone, layers, overrides };
        const end = new Date(START + 11 * 86_400_000);
        const segments = segmentsOf(all, new Date(START), end, ALL);
        expect(segments[0]?.from.getTime()).toBe(START);
        expect(segments.at(-1)?.to).toEqual(end);
        for (const [index, one] of segments.entries()) if (index > 0) expect(segments[index - 1]?.to).toEqual(one.from);
        for (const second of seconds) {
          const at = new Date(START + second * 1000);
          const segment = segments.find(({ from, to }) => from <= at && at < to);
          expect(onCallAt(all, at, ALL)).toEqual({
            personId: segment?.personId,
            overrideId: segment?.overrideId,
            layer: segment?.layer,
          });
        }
        expect(segments.some(({ personId }) => personId === 'gone')).toBe(false);
      },
    ),
    { numRuns: 60 },
  );
});
