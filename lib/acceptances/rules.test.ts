import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestExpiry, longestDays, refuseRequest, stateAt, warnAt } from '@/lib/acceptances/rules';
import { ACCEPTANCE_POLICY_DEFAULT as POLICY } from '@/lib/acceptances/settings-schema';
import { ACCEPTANCE_STATES } from '@/lib/acceptances/types';
import { addDays } from '@/lib/core/datetime';

const NOW = new Date('2026-11-22T12:00:00Z');
const inMs = (ms: number) => new Date(NOW.getTime() + ms);

describe('the state at an instant', () => {
  it('is expired at the instant itself, not a millisecond before', () => {
    expect(stateAt({ state: 'approved', expiresAt: NOW }, inMs(-1))).toBe('approved');
    expect(stateAt({ state: 'approved', expiresAt: NOW }, NOW)).toBe('expired');
    expect(stateAt({ state: 'requested', expiresAt: NOW }, inMs(1))).toBe('expired');
  });

  it('of what has ended stays what it is', () => {
    const ended = ACCEPTANCE_STATES.filter((state) => state !== 'requested' && state !== 'approved');
    fc.assert(
      fc.property(fc.constantFrom(...ended), fc.date({ noInvalidDate: true }), (state, now) => {
        expect(stateAt({ state, expiresAt: NOW }, now)).toBe(state);
      }),
    );
  });
});

describe('the policy', () => {
  it('allows less the worse it is, and less again of what is exploited', () => {
    expect([0, 1, 2, 3, 4].map((ceiling) => longestDays(POLICY, { ceiling, exploited: false }))).toEqual([
      365, 365, 180, 90, 30,
    ]);
    expect(longestDays(POLICY, { ceiling: 1, exploited: true })).toBe(14);
    expect(longestDays({ ...POLICY, exploitedDays: 60 }, { ceiling: 4, exploited: true })).toBe(30);
  });

  it('takes an expiry up to the last millisecond that is allowed', () => {
    const worst = { ceiling: 3, exploited: false };
    const last = latestExpiry(POLICY, worst, NOW);
    const refused = (expiresAt: Date) =>
      refuseRequest({ reason: 'no_fix', measures: '', expiresAt }, worst, POLICY, NOW);
    expect(refused(last)).toBeNull();
    expect(refused(new Date(last.getTime() + 1))).toBe('expiry_too_late');
    expect(refused(inMs(3_600_000))).toBeNull();
    expect(refused(inMs(3_599_999))).toBe('expiry_too_early');
  });

  it('wants the measures of what is said to be mitigated', () => {
    const request = { reason: 'mitigated' as const, expiresAt: addDays(NOW, 7) };
    const worst = { ceiling: 2, exploited: false };
    expect(refuseRequest({ ...request, measures: '' }, worst, POLICY, NOW)).toBe('measures_required');
    expect(refuseRequest({ ...request, measures: 'Behind the gateway' }, worst, POLICY, NOW)).toBeNull();
  });
});

describe('the warning', () => {
  it('comes the policy’s days before the end, of short ones at half time', () => {
    expect(warnAt(NOW, addDays(NOW, 90), POLICY)).toEqual(addDays(NOW, 76));
    expect(warnAt(NOW, addDays(NOW, 14), POLICY)).toEqual(addDays(NOW, 7));
  });

  it('always lies between approval and end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * 86_400_000 }), (ms) => {
        const at = warnAt(NOW, inMs(ms), POLICY).getTime();
        expect(at).toBeGreaterThanOrEqual(NOW.getTime());
        expect(at).toBeLessThanOrEqual(NOW.getTime() + ms);
      }),
    );
  });
});
