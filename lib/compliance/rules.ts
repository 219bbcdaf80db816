import type { Coverage } from '@/lib/compliance/framework-schema';
import type { ControlState, SafeguardState, Words } from '@/lib/compliance/types';

export function wordsIn(words: Words, locale: string): string {
  if (typeof words === 'string') return words;
  return Object.entries(words).find(([language]) => language === locale)?.[1] ?? words.en;
}

export type Backing = { readonly coverage: Coverage; readonly state: SafeguardState };

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

/** A control's state from the safeguards behind it: partial ones count only where no full one is. */
export function controlState(backings: readonly Backing[]): ControlState {
  const of = (coverage: Coverage) => backings.filter((one) => one.coverage === coverage).map(({ state }) => state);
  const [full, partial] = [of('full'), of('partial')];
  if (full.length > 0) return ofFull(full);
  return partial.length > 0 ? ofPartial(partial) : 'not_assessed';
}
