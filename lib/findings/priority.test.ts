import { describe, expect, test } from 'vitest';
import { UNKNOWN_ATTRIBUTES } from '@/lib/assets/attributes';
import { priorityOf, type RiskFacts } from '@/lib/findings/priority';
import { mostOf, STANDARD_WEIGHTS, weightsSchema } from '@/lib/findings/weights';
import { PRIORITY_MAX } from '@/lib/findings/weights-scale';

const NOW = new Date('2026-11-22T12:00:00Z');
const FACTS: RiskFacts = {
  severity: 3,
  cvssScore: null,
  vulnId: 'CVE-2024-1',
  epss: null,
  knownExploited: null,
  fixAvailable: null,
  firstSeenAt: NOW,
};
const of = (more: Partial<RiskFacts>, product = UNKNOWN_ATTRIBUTES) =>
  priorityOf({ ...FACTS, ...more }, product, STANDARD_WEIGHTS, NOW);
const points = (more: Partial<RiskFacts>) =>
  Object.fromEntries(of(more).terms.map(({ term, points }) => [term, points]));
const state = (more: Partial<RiskFacts>) => Object.fromEntries(of(more).terms.map(({ term, state }) => [term, state]));

describe('a priority', () => {
  test('is the sum of its terms, at most 1000', () => {
    const worst = of(
      {
        severity: 4,
        cvssScore: 10,
        epss: 0.97,
        knownExploited: true,
        fixAvailable: true,
        firstSeenAt: new Date('2020-01-01T00:00:00Z'),
      },
      { tier: 1, exposure: 'internet', dataClass: null },
    );
    expect(worst.total).toBe(1000);
    expect(worst.terms.reduce((sum, term) => sum + term.points, 0)).toBe(worst.total);
    const least = of(
      { severity: 0, vulnId: 'rule', knownExploited: false, fixAvailable: false },
      { tier: 4, exposure: 'isolated', dataClass: null },
    );
    expect(least.total).toBe(0);
  });

  test.each([
    [3, 8.8, 264],
    [3, null, 240],
    [1, 9.8, 117],
    [4, 5, 270],
    [0, 9.8, 0],
  ])('severity %i with CVSS %s gives %i: the score stays within its severity', (severity, cvssScore, expected) => {
    expect(points({ severity, cvssScore }).severity).toBe(expected);
  });

  test.each([
    [0.0999, 70],
    [0.1, 110],
    [0.5, 150],
    [0.009, 0],
    [null, 30],
  ])('EPSS %s gives %i', (epss, expected) => {
    expect(points({ epss }).epss).toBe(expected);
  });

  test('says what is not known, and what cannot apply', () => {
    expect(state({})).toEqual({
      severity: 'known',
      epss: 'unknown',
      knownExploited: 'unknown',
      exposure: 'unknown',
      tier: 'unknown',
      fix: 'unknown',
      age: 'known',
    });
    expect(state({ vulnId: 'js/sql-injection' })).toMatchObject({
      epss: 'inapplicable',
      knownExploited: 'inapplicable',
    });
    expect(points({ vulnId: 'js/sql-injection' })).toMatchObject({ epss: 0, knownExploited: 0 });
    expect(state({ vulnId: 'rule', epss: 0.2, knownExploited: true })).toMatchObject({
      epss: 'known',
      knownExploited: 'known',
    });
  });

  test.each([
    ['2026-10-24T00:00:00Z', 0],
    ['2026-10-23T23:59:59Z', 20],
    ['2026-08-24T00:00:00Z', 40],
    ['2025-11-22T23:59:59Z', 80],
  ])('first seen %s: %i points for its age, by UTC days', (at, expected) => {
    expect(points({ firstSeenAt: new Date(at) }).age).toBe(expected);
  });
});

describe('weights', () => {
  test('of the standard use the whole scale', () => {
    expect(Object.values(mostOf(STANDARD_WEIGHTS)).reduce((sum, one) => sum + one)).toBe(PRIORITY_MAX);
  });

  test.each([
    ['more than the scale', { ...STANDARD_WEIGHTS, fix: { yes: 31, no: 0, unknown: 0 } }],
    ['less than nothing', { ...STANDARD_WEIGHTS, fix: { yes: -1, no: 0, unknown: 0 } }],
    ['half points', { ...STANDARD_WEIGHTS, fix: { yes: 0.5, no: 0, unknown: 0 } }],
    [
      'steps out of order',
      {
        ...STANDARD_WEIGHTS,
        age: {
          steps: [
            { from: 1, points: 1 },
            { from: 2, points: 2 },
          ],
        },
      },
    ],
    ['a term that does not exist', { ...STANDARD_WEIGHTS, mood: 5 }],
  ])('are refused with %s', (_what, weights) => {
    expect(weightsSchema.safeParse(weights).success).toBe(false);
  });
});
