import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Backing, controlState, wordsIn } from '@/lib/compliance/rules';
import { SAFEGUARD_STATES, type SafeguardState } from '@/lib/compliance/types';

const all =
  (coverage: Backing['coverage'], excepted = false) =>
  (...states: SafeguardState[]): Backing[] =>
    states.map((state) => ({ coverage, state, excepted }));
const [full, partial] = [all('full'), all('partial')];
const [fullExcepted, partialExcepted] = [all('full', true), all('partial', true)];

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
    [fullExcepted('missed'), 'excepted'],
    [fullExcepted('unknown'), 'excepted'],
    [[...full('met'), ...fullExcepted('missed', 'partly')], 'excepted'],
    [fullExcepted('met'), 'met'],
    [[...full('missed'), ...fullExcepted('missed')], 'not_met'],
    [[...full('partly'), ...fullExcepted('missed')], 'not_met'],
    [[...full('met', 'missed'), ...partialExcepted('missed')], 'not_met'],
    [partialExcepted('missed', 'unknown'), 'excepted'],
    [[...partial('met'), ...partialExcepted('missed')], 'partly'],
    [[...partial('unknown'), ...partialExcepted('missed')], 'partly_known'],
  ] as const)('%j is %s', (backings, state) => {
    expect(controlState(backings)).toBe(state);
  });

  it('is never met while a full safeguard is not, nor by partial ones', () => {
    const backing = fc.record({
      coverage: fc.constantFrom('full' as const, 'partial' as const),
      state: fc.constantFrom(...SAFEGUARD_STATES),
      excepted: fc.boolean(),
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
