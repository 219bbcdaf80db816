import { describe, expect, it } from 'vitest';
import { parseRef } from '@/lib/timeline/ref';
import { phaseSpans } from '@/lib/timeline/spans';
import { bucketsOf, wholeWindow, windowIn } from '@/lib/timeline/window';

const at = (minute: number) => `2026-11-22T12:${String(minute).padStart(2, '0')}:00.000000000Z`;
const line = (minute: number, kind: string, to: string | null = null) => ({ kind, at: at(minute), to });

describe('phases', () => {
  it('follow each other, may be entered again, and end with the incident', () => {
    const lines = [
      line(5, 'phase', 'containment'),
      line(9, 'phase', 'analysis'),
      line(20, 'closed'),
      line(30, 'reopened'),
    ];
    expect(phaseSpans(at(0), lines)).toEqual([
      { phase: 'detection', from: at(0), to: at(5) },
      { phase: 'containment', from: at(5), to: at(9) },
      { phase: 'analysis', from: at(9), to: at(20) },
      { phase: 'analysis', from: at(30), to: null },
    ]);
  });

  it('of no length, and of no known name, are left out', () => {
    const lines = [line(5, 'phase', 'analysis'), line(5, 'phase', 'recovery'), line(6, 'phase', 'nonsense')];
    expect(phaseSpans(at(0), lines)).toEqual([
      { phase: 'detection', from: at(0), to: at(5) },
      { phase: 'recovery', from: at(5), to: null },
    ]);
  });

  it('opened again in another phase are that phase', () => {
    const lines = [line(20, 'closed'), line(30, 'reopened'), line(30, 'phase', 'analysis')];
    expect(phaseSpans(at(0), lines).at(-1)).toEqual({ phase: 'analysis', from: at(30), to: null });
  });
});

describe('the window', () => {
  const now = new Date(at(0));
  const day = (value: string) => new Date(`${value}T00:00:00Z`);

  it('is from an hour before the evidence to an hour after the end; a clock that was never set does not stretch it', () => {
    const detectedAt = day('2026-11-20');
    expect(wholeWindow({ occurredAt: null, detectedAt, closedAt: null }, now)).toEqual({
      from: new Date('2026-11-19T23:00:00Z'),
      to: new Date('2026-11-22T13:00:00Z'),
    });
    const broken = wholeWindow({ occurredAt: new Date(0), detectedAt, closedAt: day('2026-11-21') }, now);
    expect(broken.to).toEqual(new Date('2026-11-21T01:00:00Z'));
    expect((broken.to.getTime() - broken.from.getTime()) / 86_400_000).toBe(400);
  });

  it('that cannot be is the whole', () => {
    const whole = { from: day('2026-11-20'), to: day('2026-11-21') };
    expect(windowIn({ from: day('1601-01-01'), to: day('2026-11-21') }, whole)).toEqual(whole);
    expect(windowIn({ from: day('2026-11-21'), to: day('2026-11-20') }, whole)).toEqual(whole);
    expect(windowIn({ from: day('2026-11-20'), to: null }, whole)).toEqual(whole);
  });

  it('has at most 240 buckets from days to milliseconds, which lie the same when it moves', () => {
    const widths = [400 * 86_400_000, 7 * 86_400_000, 3_600_000, 1000, 10, 1].map((span) => {
      const from = new Date(now.getTime() + 137);
      const { micros, first, count } = bucketsOf({ from, to: new Date(from.getTime() + span) });
      expect(count).toBeLessThanOrEqual(241);
      expect(first * micros).toBeLessThanOrEqual(from.getTime() * 1000);
      return micros;
    });
    expect(widths).toEqual([172_800_000_000, 3_600_000_000, 15_000_000, 5000, 50, 5]);
  });
});

it('names of items are read, and nothing else is', () => {
  expect(parseRef('e.host.1763805600000000.-42')).toEqual({ of: 'event', ref: 'host.1763805600000000.-42' });
  expect(parseRef('a.17')).toEqual({ of: 'alert', number: 17 });
  expect(parseRef('l.1')).toEqual({ of: 'line', seq: 1 });
  for (const bad of ['', 'x.1', 'a.0', 'a.1e3', 'l.-1', "n.'; DROP", 'e.host.1', 'n.'])
    expect(parseRef(bad), bad).toBeNull();
});
