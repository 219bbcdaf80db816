import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Backing, controlState, wordsIn } from '@/lib/compliance/rules';
import { SAFEGUARD_STATES, type SafeguardState } from '@/lib/compliance/types';

const full = (...states: SafeguardState[]): Backing[] => states.map((state) => ({ coverage: 'full', state }));
const partial = (...states: SafeguardState[]): Backing[] => states.map((state) => ({ coverage: 'partial', state }));

describe('the state of a control', () => {
  it.each([
    [[], 'not_assessed'],
    [full('met', 'met'), 'met'],
    [full('met', 'partly'), 'partly'],
    [full('met', 'missed', 'unknown'), 'not_met'],
    [full('met', 'unknown'), 'partly_known'],
    [full('unknown', 'unknown'), 'not_assessed'],
    [[...full('met'), ...partial('missed', 'unknown')], 'met'],
    [partial('met', 'met'), 'partly'],
    [partial('met', 'missed'), 'partly'],
    [partial('missed', 'missed'), 'not_met'],
    [partial('met', 'unknown'), 'partly_known'],
    [partial('unknown'), 'not_assessed'],
  ] as const)('%j is %s', (backings, state) => {
    expect(controlState(backings)).toBe(state);
  });

  it('is never met while a full safeguard is not, nor by partial ones', () => {
    const backing = fc.record({
      coverage: fc.constantFrom('full' as const, 'partial' as const),
      state: fc.constantFrom(...SAFEGUARD_STATES),
    });
    fc.assert(
      fc.property(fc.array(backing), (backings) => {
        const fulls = backings.filter(({ coverage }) => coverage === 'full');
        const met = fulls.length > 0 && fulls.every(({ state }) => state === 'met');
        expect(controlState(backings) === 'met').toBe(met);
      }),
    );
  });
});

it('speaks the reader’s language where it can', () => {
  const words = { en: 'Backups', de: 'Sicherungen', it: 'Backup', nl: 'Back-ups' };
  expect(wordsIn(words, 'de')).toBe('Sicherungen');
  expect(wordsIn(words, 'fr')).toBe('Backups');
  expect(wordsIn('Nur deutsch', 'en')).toBe('Nur deutsch');
});
