import type { TimeName } from '@/lib/incidents/types';

/** Each moment that cannot lie before another one. `aware` and `declared` may lie anywhere between. */
const ORDER: readonly (readonly [TimeName, TimeName])[] = [
  ['occurred', 'detected'],
  ['detected', 'received'],
  ['received', 'acknowledged'],
  ['occurred', 'aware'],
  ['detected', 'contained'],
  ['contained', 'eradicated'],
  ['eradicated', 'recovered'],
  ['declared', 'closed'],
  ['recovered', 'closed'],
];

export type Times = Readonly<Record<TimeName, Date | null>>;

/** The first pair that stands the wrong way round, or null. What is not known contradicts nothing. */
export function wrongOrder(times: Times): { readonly first: TimeName; readonly second: TimeName } | null {
  const wrong = ORDER.find(([first, second]) => {
    const [a, b] = [times[first], times[second]];
    return a !== null && b !== null && a > b;
  });
  return wrong ? { first: wrong[0], second: wrong[1] } : null;
}

/** What people may correct. When it was declared, acknowledged here or closed is what our own clock says. */
export const CORRECTABLE = ['occurred', 'detected', 'contained', 'eradicated', 'recovered', 'aware'] as const;

/** By hand on the incident; `aware` where its duties are (lib/duties), by who may decide them. */
export const BY_HAND = ['occurred', 'detected', 'contained', 'eradicated', 'recovered'] as const;
export type CorrectableByHand = (typeof BY_HAND)[number];
