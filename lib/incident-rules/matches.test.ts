import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits, identitiesOf, matches, titleOf } from '@/lib/incident-rules/matches';
import type { AskedAlert, RuleCondition } from '@/lib/incident-rules/types';

const NOON = new Date('2026-11-22T12:00:00Z');

const alert: AskedAlert = {
  id: 'a',
  rule: 'rule:brute-force-success-source',
  title: 'Guessed password',
  severity: 4,
  techniques: ['T1110.001'],
  entity: { sourceAddress: '203.0.113.7' },
  productId: 'shop',
  teamId: 'web',
  createdAt: NOON,
};
const rule: RuleCondition = {
  patterns: [],
  minSeverity: 0,
  techniques: [],
  places: [],
  productId: null,
  teamId: null,
  validFrom: NOON,
};

it('a star is anything', () => {
  expect(fits('rule:brute-force-*', alert.rule)).toBe(true);
  expect(fits('*success*', alert.rule)).toBe(true);
  expect(fits('RULE:*-source', alert.rule)).toBe(true);
  expect(fits('rule:brute', alert.rule)).toBe(false);
  expect(fits('ab*ba', 'aba')).toBe(false);
  expect(fits('*', '')).toBe(true);
});

it('agrees with what a regular expression says', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
  fc.assert(
    fc.property(letters, text, (pattern, whole) => {
      expect(fits(pattern, whole)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(whole));
    }),
  );
});

describe('a rule', () => {
  it.each<[string, Partial<RuleCondition>, boolean]>([
    ['nothing asked', {}, true],
    ['severity', { minSeverity: 4 }, true],
    ['a technique with its sub-techniques', { techniques: ['T1110'] }, true],
    ['another technique', { techniques: ['T1496'] }, false],
    ['one that only begins so', { techniques: ['T111'] }, false],
    ['one of its patterns', { patterns: ['falco:*', 'rule:brute-force-success-*'] }, true],
    ['an address that it names', { places: ['sourceAddress'] }, true],
    ['a pod, which it does not name', { places: ['pod'] }, false],
    ['another product', { productId: 'bank' }, false],
    ['its team', { teamId: 'web' }, true],
    ['alerts from before it was', { validFrom: new Date(NOON.getTime() + 1) }, false],
  ])('%s', (_name, more, expected) => {
    expect(matches({ ...rule, ...more }, alert)).toBe(expected);
  });

  it('worse than asked is enough, less is not', () => {
    expect(matches({ ...rule, minSeverity: 3 }, alert)).toBe(true);
    expect(matches({ ...rule, minSeverity: 3 }, { ...alert, severity: 2 })).toBe(false);
  });
});

it('a title names the entity, and nothing that is not there', () => {
  expect(titleOf('{alert}: {entity}', alert)).toBe('Guessed password: 203.0.113.7');
  expect(titleOf('{alert}: {entity}', { ...alert, entity: {} })).toBe('Guessed password');
  expect(titleOf('{entity}', { ...alert, entity: {} })).toBe('Guessed password');
});

it('what is the same everywhere ties nothing together', () => {
  expect(identitiesOf({ actor: 'root', host: 'Web-1', sourceAddress: '127.0.0.1' })).toEqual(['host=web-1']);
  expect(identitiesOf({ namespace: 'shop' })).toEqual([]);
  expect(identitiesOf({ namespace: 'shop', pod: 'web-1' })).toEqual(['pod=shop/web-1']);
});
