import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdUntil, nextPlace, reachableAt } from '@/lib/escalation/steps';
import type { Profile, Step } from '@/lib/escalation/stored';
import { addMinutes } from '@/lib/incidents/clocks';

const AT = new Date('2026-11-23T12:00:00Z');
const step = (delayMinutes: number): Step => ({
  ...{ delayMinutes, target: { kind: 'fallback' }, personal: true, channels: [], important: true },
});

it('goes through its steps, then through all of them again, so often', () => {
  const steps = [step(0), step(5), step(15)];
  expect(nextPlace(steps, 1, { step: 0, round: 0, roundAt: AT })).toMatchObject({ step: 1, nextAt: addMinutes(AT, 5) });
  const again = nextPlace(steps, 1, { step: 2, round: 0, roundAt: AT });
  expect(again).toEqual({ step: 0, round: 1, roundAt: addMinutes(AT, 20), nextAt: addMinutes(AT, 20) });
  expect(nextPlace(steps, 1, { step: 2, round: 1, roundAt: AT })).toBeNull();
});

it('ends after steps times rounds, and never goes back in time', () => {
  const delays = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(delays, fc.integer({ min: 0, max: 5 }), (given, repeats) => {
      const steps = given.toSorted((a, b) => a - b).map(step);
      let place = nextPlace(steps, repeats, { step: 0, round: 0, roundAt: AT });
      let done = 1;
      let before = AT;
      while (place) {
        expect(place.nextAt >= before).toBe(true);
        before = place.nextAt;
        done += 1;
        place = nextPlace(steps, repeats, place);
      }
      expect(done).toBe(steps.length * (repeats + 1));
    }),
  );
});

it('waits five minutes for somebody to be on call', () => {
  expect(holdUntil(AT, AT)).toEqual(addMinutes(AT, 1));
  expect(holdUntil(addMinutes(AT, 4), AT)).toEqual(addMinutes(AT, 5));
  expect(holdUntil(addMinutes(AT, 5), AT)).toBeNull();
});

describe('reaching somebody', () => {
  const weekdays = [1, 2, 3, 4, 5];
  const profile: Profile = {
    ...{ defaultKinds: ['email'], importantKinds: ['email'] },
    workingHours: [{ days: weekdays, from: 540, to: 1020 }],
    quietHours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 1320, to: 420 }],
  };
  const reached = (at: string, priority: number, important: boolean, zone = 'Europe/Berlin') =>
    reachableAt(profile, { priority, important }, new Date(at), zone).toISOString().slice(0, 16);

  it('waits for working hours in the own zone, unless it is important', () => {
    expect(reached('2026-11-23T10:00Z', 2, false)).toBe('2026-11-23T10:00');
    expect(reached('2026-11-21T10:00Z', 2, false)).toBe('2026-11-23T08:00');
    expect(reached('2026-11-21T10:00Z', 2, false, 'America/New_York')).toBe('2026-11-23T14:00');
    expect(reached('2026-11-21T10:00Z', 2, true)).toBe('2026-11-21T10:00');
  });

  it('waits for the end of quiet hours, but for a P1', () => {
    expect(reached('2026-11-23T23:10Z', 2, true)).toBe('2026-11-24T06:00');
    expect(reached('2026-11-23T23:10Z', 1, false)).toBe('2026-11-23T23:10');
  });

  it('is never held back for ever', () => {
    const never: Profile = { ...profile, quietHours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 0 }] };
    expect(reachableAt(never, { priority: 2, important: true }, AT, 'UTC')).toEqual(addMinutes(AT, 7 * 1440));
  });
});
