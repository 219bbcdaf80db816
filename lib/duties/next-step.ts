import type { DutyItem, StageItem } from '@/lib/duties/types';

export type NextStep = {
  readonly article: string;
  /** Null: to decide whether it applies. */
  readonly stage: StageItem['id'] | null;
  /** Null: without undue delay, which comes first. */
  readonly dueAt: string | null;
};

/** What is to be done first: what has no time yet is due without undue delay, then whatever is due soonest. */
export function nextStep(duties: readonly DutyItem[]): NextStep | null {
  const steps = duties.flatMap((duty): NextStep[] => {
    if (duty.decideBy !== null) return [{ article: duty.source.article, stage: null, dueAt: duty.decideBy }];
    if (duty.applies !== 'yes') return [];
    return duty.stages
      .filter(({ state }) => state === 'open')
      .map(({ id, article, dueAt }) => ({ article, stage: id, dueAt }));
  });
  return steps.toSorted((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))[0] ?? null;
}
