import type { Judged } from '@/lib/safeguards/evaluate';

/**
 * How a promise stands, for tables of situations: `stale` and `clock` are unknown because what is known is too old, or dated in
 * the future; `idle`: nothing happened to judge by.
 */
export type Shown = 'met' | 'partly' | 'missed' | 'unknown' | 'stale' | 'clock' | 'idle';

/** A situation of one product, and what each of these promises is then. */
export type Situation = {
  readonly name: string;
  readonly build: (productId: string) => Promise<unknown>;
  readonly expected: Readonly<Record<string, Shown>>;
};

export function shown({ state, counts, reasons }: Judged['verdict']): Shown {
  if (!counts) return 'idle';
  if (state !== 'unknown') return state;
  const says = (code: string) => reasons.some((reason) => reason.code === code);
  if (says('stale')) return 'stale';
  return says('clock_ahead') ? 'clock' : 'unknown';
}
