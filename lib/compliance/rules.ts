import type { Coverage } from '@/lib/compliance/framework-schema';
import type { ControlState, SafeguardState, Words } from '@/lib/compliance/types';

export function wordsIn(words: Words, locale: string): string {
  if (typeof words === 'string') return words;
  return Object.entries(words).find(([language]) => language === locale)?.[1] ?? words.en;
}

export type Backing = {
  readonly coverage: Coverage;
  readonly state: SafeguardState;
  /** An exception from it is in force for the whole organisation. */
  readonly excepted: boolean;
};

/** Whether something falls short, and all that does was excepted: borne with a reason, which is never the same as met. */
function isBorne(backings: readonly Backing[]): boolean {
  const short = backings.filter(({ state }) => state !== 'met');
  return short.length > 0 && short.every(({ excepted }) => excepted);
}

/** Of the full ones the worst counts. What is missed is certain, whatever else is unknown. */
function ofFull(states: readonly SafeguardState[]): ControlState {
  if (states.includes('missed')) return 'not_met';
  if (states.every((state) => state === 'unknown')) return 'not_assessed';
  if (states.includes('unknown')) return 'partly_known';
  return states.includes('partly') ? 'partly' : 'met';
}

/** Partial ones alone never make a control met. */
function ofPartial(states: readonly SafeguardState[]): ControlState {
  if (states.every((state) => state === 'unknown')) return 'not_assessed';
  if (states.every((state) => state === 'missed')) return 'not_met';
  return states.includes('unknown') ? 'partly_known' : 'partly';
}

/**
 * A control's state from the safeguards behind it: partial ones count only where no full one is. Excepted where exceptions
 * cover everything that falls short; with one shortfall that none covers, the state is what it would be without any.
 */
export function controlState(backings: readonly Backing[]): ControlState {
  const full = backings.filter(({ coverage }) => coverage === 'full');
  const counted = full.length > 0 ? full : backings;
  if (counted.length === 0) return 'not_assessed';
  const states = counted.map(({ state }) => state);
  // Of partial ones alone something falls short in any case: what is met behind it shows that it is put into practice.
  if (isBorne(counted) && (full.length > 0 || !states.includes('met'))) return 'excepted';
  return full.length > 0 ? ofFull(states) : ofPartial(states);
}
