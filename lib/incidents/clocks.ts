const MINUTE_MS = 60_000;

/** Why a clock stands still. There is no other way to stop one. */
export const STOP_REASONS = [
  'acknowledged',
  'priority_changed',
  'updated',
  'sent',
  'published',
  'planned',
  'not_applicable',
  'decided',
  'corrected',
  'closed',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

export type Mark = { readonly percent: number; readonly at: Date };

/** When `percent` of the time from `startedAt` to `dueAt` is over. */
export function momentOf(startedAt: Date, dueAt: Date, percent: number): Date {
  return new Date(startedAt.getTime() + ((dueAt.getTime() - startedAt.getTime()) * percent) / 100);
}

/** The mark that is told after `told` percent (0: none was): the warnings, then the breach at 100; null once all is told. */
export function nextMark(startedAt: Date, dueAt: Date, marks: readonly number[], told: number): Mark | null {
  const percent = [...marks, 100].find((mark) => mark > told);
  return percent === undefined ? null : { percent, at: momentOf(startedAt, dueAt, percent) };
}

/**
 * What is told at `now`, and what after it. After a pause of the worker only the highest mark that was passed is told:
 * nobody is helped by three warnings at once.
 */
export function marksAt(
  now: Date,
  { startedAt, dueAt, marks, told }: { startedAt: Date; dueAt: Date; marks: readonly number[]; told: number },
): { readonly tell: number | null; readonly next: Mark | null } {
  const passed = [...marks, 100].filter((mark) => mark > told && momentOf(startedAt, dueAt, mark) <= now);
  const tell = passed.at(-1) ?? null;
  return { tell, next: nextMark(startedAt, dueAt, marks, tell ?? told) };
}

export const addMinutes = (from: Date, minutes: number) => new Date(from.getTime() + minutes * MINUTE_MS);
