import type { DutyItem } from '@/lib/duties/types';

/**
 * Where a duty is shown. `now`: something is to be done or decided. `later`: nothing speaks for it so far; that is not a no.
 * `done`: all that it asks for was sent. `no`: it does not apply, or is not asked about.
 */
export const DUTY_FOLDS = ['now', 'later', 'done', 'no'] as const;
export type DutyFold = (typeof DUTY_FOLDS)[number];

export function foldOf({ applies, decideBy, off, stages, asks }: DutyItem): DutyFold {
  if (asks.some(({ answeredAt }) => answeredAt === null)) return 'now';
  if (off || applies === 'no') return 'no';
  if (applies === 'undecided') return decideBy === null ? 'later' : 'now';
  return stages.some(({ state }) => state === 'open' || state === 'waiting') ? 'now' : 'done';
}
