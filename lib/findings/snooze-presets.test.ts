import { describe, expect, it } from 'vitest';
import { morningOf, presetMoment } from '@/lib/findings/snooze-presets';

const day = (at: Date | null) => at && [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours()];

describe('presetMoment', () => {
  it('means a morning of the person', () => {
    const sunday = new Date(2026, 10, 22, 13, 30);
    expect(day(presetMoment('tomorrow', sunday))).toEqual([2026, 11, 23, 8]);
    expect(day(presetMoment('week', sunday))).toEqual([2026, 11, 23, 8]);
    expect(day(presetMoment('week', new Date(2026, 10, 23)))).toEqual([2026, 11, 30, 8]);
    expect(day(presetMoment('month', sunday))).toEqual([2026, 12, 22, 8]);
    expect(day(presetMoment('quarter', sunday))).toEqual([2027, 2, 22, 8]);
    expect(presetMoment('escalation', sunday)).toBeNull();
  });
});

describe('morningOf', () => {
  it('knows which days there are', () => {
    expect(day(morningOf('2028-02-29'))).toEqual([2028, 2, 29, 8]);
    expect(morningOf('2026-02-30')).toBeNull();
    expect(morningOf('')).toBeNull();
  });
});
