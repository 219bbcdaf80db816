import type { Reason, ReasonCode, State, Terms, Verdict } from '@/lib/safeguards/types';

/** Things that a promise is about, each sorted as good, bad or unclear; `why` counts what is not good. */
export type Tally = {
  readonly good: number;
  readonly bad: number;
  readonly unclear: number;
  readonly why: ReadonlyMap<ReasonCode, number>;
  readonly freshAt: Date | null;
};

/** How one thing stands: good, or why not; `at`: when that was seen. */
export type Sorted = {
  readonly as: 'good' | 'bad' | 'unclear';
  readonly why?: ReasonCode;
  readonly at: Date | null;
};

/** The earlier of two moments; one that is not known says nothing. */
export function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The later of two moments; one that is not known says nothing. */
export function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? b : a;
}

/** Adds up how things stand. */
export function tallyOf(things: readonly Sorted[]): Tally {
  const why = new Map<ReasonCode, number>();
  for (const { why: code } of things) if (code) why.set(code, (why.get(code) ?? 0) + 1);
  const count = (as: Sorted['as']) => things.filter((one) => one.as === as).length;
  return {
    good: count('good'),
    bad: count('bad'),
    unclear: count('unclear'),
    why,
    freshAt: things.reduce<Date | null>((at, one) => earlier(at, one.at), null),
  };
}

const reasonsOf = (why: ReadonlyMap<ReasonCode, number>): Reason[] =>
  [...why].map(([code, n]) => ({ code, params: { n } }));

function stateOf({ good, bad, unclear }: Tally, { atLeast, partly }: Terms): State {
  const total = good + bad + unclear;
  if (good + bad === 0) return 'unknown';
  // As shares: 0.55 * 100 is more than 55 in floating point.
  if (good / total >= atLeast) return 'met';
  const inPart = good / total >= partly && good > 0;
  // Were all that is unclear good, it would be met: it is not known to be missed.
  if ((good + unclear) / total >= atLeast) return inPart ? 'partly' : 'unknown';
  return inPart ? 'partly' : 'missed';
}

/** The verdict on a share. What is unclear counts as part of the whole and never as good. */
export function judgeShare(tally: Tally, terms: Terms): Verdict {
  return {
    state: stateOf(tally, terms),
    counts: true,
    good: tally.good,
    total: tally.good + tally.bad + tally.unclear,
    unclear: tally.unclear,
    reasons: reasonsOf(tally.why),
    freshAt: tally.freshAt,
  };
}

/** Nobody can tell, and why. */
export function unknown(code: ReasonCode, params: Reason['params'] = {}, freshAt: Date | null = null): Verdict {
  return { state: 'unknown', counts: true, good: 0, total: 0, unclear: 0, reasons: [{ code, params }], freshAt };
}

/** Nothing happened by which it could be judged. */
export function idle(code: ReasonCode = 'nothing_happened', params: Reason['params'] = {}): Verdict {
  return { ...unknown(code, params), counts: false };
}

/** Everything that was looked at is as it should be, and it was nothing at all: no open secret in scans that are fresh. */
export function clean(freshAt: Date | null): Verdict {
  return { state: 'met', counts: true, good: 0, total: 0, unclear: 0, reasons: [], freshAt };
}

export type Tallied = Readonly<Record<State, number>> & { readonly idle: number; readonly excepted: number };

/** How many of several verdicts are in which state. */
export function statesOf(verdicts: readonly Pick<Verdict, 'state' | 'counts'>[], excepted = 0): Tallied {
  const counted = verdicts.filter(({ counts }) => counts);
  const count = (state: State) => counted.filter((one) => one.state === state).length;
  return {
    met: count('met'),
    partly: count('partly'),
    missed: count('missed'),
    unknown: count('unknown'),
    idle: verdicts.length - counted.length,
    excepted,
  };
}

/** Met where all are, missed where none is and one at least is missed; what lies between is met in part. */
function stateOfAll({ met, partly, missed, unknown: unclear }: Tallied): State {
  if (met + partly + missed === 0) return 'unknown';
  if (partly + missed + unclear === 0) return 'met';
  return met + partly === 0 ? 'missed' : 'partly';
}

/** Several verdicts added up: how many are in which state, and of those that count the sums and the oldest evidence. */
export type Together = Tallied & Pick<Verdict, 'good' | 'total' | 'unclear' | 'freshAt'>;

/**
 * What products say together: figures add up, and the whole holds only where each of them does. Those where nothing happened
 * are left out, as are the excepted ones.
 */
export function verdictTogether({ good, total, unclear, freshAt, ...tallied }: Together): Verdict {
  const reasons: Reason[] = [{ code: 'products', params: { ...tallied } }];
  const { met, partly, missed, unknown: unproven, idle: without, excepted } = tallied;
  if (met + partly + missed + unproven === 0) {
    return { ...unknown('no_products'), counts: without + excepted === 0, reasons };
  }
  return { state: stateOfAll(tallied), counts: true, good, total, unclear, reasons, freshAt };
}

/** `verdictTogether` of verdicts; the `excepted` ones the caller does not hand in. */
export function combine(verdicts: readonly Verdict[], excepted = 0): Verdict {
  const counted = verdicts.filter(({ counts }) => counts);
  const sum = (of: 'good' | 'total' | 'unclear') => counted.reduce((all, one) => all + one[of], 0);
  const sums = { good: sum('good'), total: sum('total'), unclear: sum('unclear') };
  const freshAt = counted.reduce<Date | null>((at, one) => earlier(at, one.freshAt), null);
  return verdictTogether({ ...statesOf(verdicts, excepted), ...sums, freshAt });
}

const RANK: Readonly<Record<State, number>> = { met: 3, partly: 2, unknown: 1, missed: 0 };

/** Whether a state is worse: missed is known to be bad, of unknown it is not. */
export function isWorse(before: State, after: State): boolean {
  return RANK[after] < RANK[before];
}

type Known = Pick<Verdict, 'state' | 'counts'>;

/**
 * Whether a promise holds less than before. What held falls, to where nobody knows of it any more too; where nothing had happened,
 * the first thing that breaks it is a fall. That nothing happens any more is none.
 */
export function fell(before: Known, after: Known): boolean {
  if (!after.counts) return false;
  if (!before.counts) return after.state === 'missed' || after.state === 'partly';
  return before.state !== 'unknown' && isWorse(before.state, after.state);
}

/** The share that holds; null where there is nothing to take it of. */
export function shareOf({ good, total }: Pick<Verdict, 'good' | 'total'>): number | null {
  return total === 0 ? null : good / total;
}
