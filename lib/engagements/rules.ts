import { isoDay } from '@/lib/core/datetime';
import type { EngagementStateName } from '@/lib/engagements/types';
import { ENGAGEMENT_TARGET } from '@/lib/imports/engagement-source';

/** How people call it, and the target of the source that its findings come from. */
export function engagementName(number: number): string {
  return `PT-${number}`;
}

/** The number in "PT-17"; null where it is no such name. */
export function engagementNumber(name: string): number | null {
  const number = ENGAGEMENT_TARGET.exec(name)?.[1];
  return number === undefined ? null : Number(number);
}

export const VERBS = ['start', 'report', 'plan_retest', 'close', 'reopen'] as const;
export type EngagementVerb = (typeof VERBS)[number];

/** The state machine: from where each verb may be given. */
const FROM: Readonly<Record<EngagementVerb, readonly EngagementStateName[]>> = {
  start: ['planned'],
  report: ['under_way'],
  plan_retest: ['reported', 'retest_due'],
  close: ['planned', 'under_way', 'reported', 'retest_due'],
  reopen: ['closed'],
};

export function mayGive(verb: EngagementVerb, state: EngagementStateName): boolean {
  return FROM[verb].includes(state);
}

/** Where a verb leads. One that was closed without a report goes on where it stopped. */
export function stateAfter(verb: EngagementVerb, { reported }: { readonly reported: boolean }): EngagementStateName {
  switch (verb) {
    case 'start':
      return 'under_way';
    case 'report':
      return 'reported';
    case 'plan_retest':
      return 'retest_due';
    case 'close':
      return 'closed';
    case 'reopen':
      return reported ? 'reported' : 'under_way';
  }
}

/** Facts may be corrected until it is closed. */
export const mayEdit = (state: EngagementStateName) => state !== 'closed';
/** Findings come from a test that has begun and is not closed. */
export const mayEnter = (state: EngagementStateName) => state !== 'planned' && state !== 'closed';
/** What was reported can be looked at again. */
export const mayRetest = (state: EngagementStateName) => state === 'reported' || state === 'retest_due';

/** What is known of an engagement when a verb is given. */
export type Standing = {
  readonly state: EngagementStateName;
  readonly startsOn: Date;
  readonly reported: boolean;
  readonly files: number;
  readonly open: number;
  /** Findings are on their way through the import. */
  readonly arriving: boolean;
};

export type VerbInput = { readonly verb: EngagementVerb; readonly note: string; readonly dueOn: string | null };

export type Refusal =
  | 'wrong_state'
  | 'not_begun'
  | 'file_required'
  | 'due_required'
  | 'due_past'
  | 'open_note_required'
  | 'unreported_note_required'
  | 'note_required'
  | 'tested_future'
  | 'tested_early'
  | 'nothing_retested'
  | 'import_under_way';

/**
 * Why a verb is refused, or null. A report needs its file; who closes with findings open, or without a report, says why;
 * who reopens does too.
 */
export function refuseVerb({ verb, note, dueOn }: VerbInput, standing: Standing, now: Date): Refusal | null {
  if (!mayGive(verb, standing.state)) return 'wrong_state';
  if (verb === 'start' && isoDay(standing.startsOn) > isoDay(now)) return 'not_begun';
  if (verb === 'report' && standing.files === 0) return 'file_required';
  if (verb === 'plan_retest') return refuseDue(dueOn, now);
  if (verb === 'reopen' && note === '') return 'note_required';
  if (verb !== 'close') return null;
  if (standing.arriving) return 'import_under_way';
  if (note !== '') return null;
  if (!standing.reported) return 'unreported_note_required';
  return standing.open > 0 ? 'open_note_required' : null;
}

/** The day of a retest lies ahead, or is today. */
export function refuseDue(dueOn: string | null, now: Date): Refusal | null {
  if (dueOn === null) return 'due_required';
  return dueOn < isoDay(now) ? 'due_past' : null;
}

/** East of us it is tomorrow already. */
const AHEAD_MS = 14 * 3_600_000;

/** Why a retest is refused: it looked at something, after the test began and not ahead of today anywhere. */
export function refuseRetest(
  { testedOn, looked, startsOn }: { readonly testedOn: string; readonly looked: boolean; readonly startsOn: Date },
  now: Date,
): Refusal | null {
  if (!looked) return 'nothing_retested';
  if (testedOn > isoDay(new Date(now.getTime() + AHEAD_MS))) return 'tested_future';
  return testedOn < isoDay(startsOn) ? 'tested_early' : null;
}

/**
 * The scan date of findings that are entered: the test's last day, at its end, but never ahead of `now`. So a table that
 * is entered again after a retest does not undo what the retest said.
 */
export function foundAt(endsOn: Date, now: Date): Date {
  const end = new Date(endsOn.getTime() + 24 * 3_600_000 - 1);
  return end < now ? end : now;
}

/** A third party's test counts for a year: until the same day of the next one. */
export function isCurrent(endedOn: string, now: Date): boolean {
  const yearAgo = new Date(now);
  yearAgo.setUTCFullYear(yearAgo.getUTCFullYear() - 1);
  return endedOn >= isoDay(yearAgo);
}
