import { describe, expect, it } from 'vitest';
import { addDays } from '@/lib/core/datetime';
import { tlsGrades } from '@/lib/safeguards/checks/tls-grades';
import { type EndpointFact, NO_FACTS } from '@/lib/safeguards/facts';

const NOW = new Date('2026-11-20T12:00:00Z');
const TERMS = { atLeast: 1, partly: 0.5, days: 30 };
const GOOD: EndpointFact = { targetMet: true, expiryDueAt: null, lastGradedAt: addDays(NOW, -1), scheduled: true };
const byHand = { ...GOOD, scheduled: false };
describe('A9: endpoints that nobody looks at on a schedule', () => {
  it.each([
    ['count with a grade that is new', [byHand], 'met'],
    ['count where it is bad', [{ ...byHand, targetMet: false }], 'missed'],
    ['prove nothing any more once it is old', [{ ...byHand, lastGradedAt: addDays(NOW, -31) }], 'unknown'],
    [
      'are not forgotten where their last grade was bad',
      [GOOD, { ...byHand, targetMet: false, lastGradedAt: addDays(NOW, -31) }],
      'partly',
    ],
    ['do not spoil what is on one', [GOOD, { ...byHand, lastGradedAt: addDays(NOW, -31) }], 'met'],
  ])('%s', (_name, endpoints, state) => {
    expect(tlsGrades.judge({ ...NO_FACTS, endpoints }, TERMS, NOW).state).toBe(state);
  });
});
