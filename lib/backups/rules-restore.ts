import { TEST_SKEW_MS } from '@/lib/backups/limits';
import type { Objectives, Reason, State, Test } from '@/lib/backups/types';
import { addDays } from '@/lib/core/datetime';

/** Tests that count for the recovery time: the newest ones, of at most so many days. */
const RECENT_TESTS = 5;
const RECENT_DAYS = 366;

/** A test by its length, and what it would be with as much data as there is today. */
export type ScaledTest = { readonly test: Test; readonly scaled: number; readonly ratio: number };

/** More data takes longer; less is never believed to take less, as much of a restore does not depend on size. */
export function scaledTo(test: Test, bytesNow: number | null): ScaledTest {
  const known = test.bytes !== null && test.bytes > 0 && bytesNow !== null;
  const ratio = known ? Math.max(1, bytesNow / (test.bytes ?? bytesNow)) : 1;
  return { test, ratio, scaled: test.seconds * ratio };
}

/** Nobody has ended a restore in the future. */
export function endsInFuture({ startedAt, seconds }: Pick<Test, 'startedAt' | 'seconds'>, now: Date): boolean {
  return startedAt.getTime() + seconds * 1_000 > now.getTime() + TEST_SKEW_MS;
}

type Proof = Pick<Test, 'startedAt' | 'result' | 'compared'>;

export function newestFirst<T extends Proof>(tests: readonly T[], now: Date): T[] {
  return tests
    .filter(({ startedAt }) => startedAt <= now)
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

/** The day by which the next test is due. */
export function nextTestDue(tests: readonly Proof[], { testDays }: Objectives, created: Date, now: Date): Date {
  const last = newestFirst(tests, now).find(proves);
  return addDays(last?.startedAt ?? created, testDays);
}

/** A restore proves something only where what came back was compared with what it should be. */
export function proves({ result, compared }: Proof): boolean {
  return result === 'ok' && compared !== 'none';
}

export type ActualRto = {
  readonly state: State;
  /** Seconds with the allowance; null: not known. */
  readonly seconds: number | null;
  readonly worst: ScaledTest | null;
  readonly reasons: readonly Reason[];
};

/**
 * The recovery time that is known: the worst of the recent tests that succeeded, scaled to today's size, and the allowance
 * for noticing and deciding. Without a success within the cadence it is unknown; after a test that failed it is missed.
 */
export function actualRto(
  tests: readonly Test[],
  objectives: Objectives,
  { now, bytesNow }: { readonly now: Date; readonly bytesNow: number | null },
): ActualRto {
  const { rtoMinutes, testDays, allowanceMinutes } = objectives;
  const sorted = newestFirst(tests, now);
  const last = sorted[0];
  if (last?.result === 'failed') {
    const reasons: Reason[] = [{ code: 'rto_last_failed', params: { at: last.startedAt.toISOString() } }];
    return { state: 'missed', seconds: null, worst: null, reasons };
  }
  const good = sorted.filter(({ result, startedAt }) => result === 'ok' && startedAt >= addDays(now, -RECENT_DAYS));
  const within = good[0] && good[0].startedAt >= addDays(now, -testDays);
  if (!within) {
    const params = { days: testDays, last: good[0]?.startedAt.toISOString() ?? '' };
    return { state: 'unknown', seconds: null, worst: null, reasons: [{ code: 'rto_no_test', params }] };
  }
  const recent = good.slice(0, RECENT_TESTS).map((test) => scaledTo(test, bytesNow));
  const worst = recent.reduce((most, one) => (one.scaled > most.scaled ? one : most));
  const seconds = worst.scaled + allowanceMinutes * 60;
  const params = {
    at: worst.test.startedAt.toISOString(),
    seconds,
    measured: worst.test.seconds,
    percent: Math.round(worst.ratio * 100),
    allowance: allowanceMinutes * 60,
    tests: recent.length,
  };
  const met = seconds <= rtoMinutes * 60;
  return {
    state: met ? 'met' : 'missed',
    seconds,
    worst,
    reasons: [{ code: met ? 'rto_measured' : 'rto_over', params }],
  };
}

/** Whether a restore was proved within the cadence. `created`: a service that is younger than that owes none yet. */
export function testVerdict(
  tests: readonly Test[],
  objectives: Objectives,
  { now, created }: { readonly now: Date; readonly created: Date },
): { readonly state: State; readonly days: number | null; readonly reasons: readonly Reason[] } {
  const { testDays } = objectives;
  const sorted = newestFirst(tests, now);
  const [last, proof] = [sorted[0], sorted.find(proves)];
  const daysSince = (at: Date) => (now.getTime() - at.getTime()) / 86_400_000;
  const days = proof ? daysSince(proof.startedAt) : null;
  const due = nextTestDue(tests, objectives, created, now).toISOString();
  if (last?.result === 'failed')
    return { state: 'missed', days, reasons: [{ code: 'test_failed', params: { at: last.startedAt.toISOString() } }] };
  if (proof && days !== null && days <= testDays) {
    const params = { at: proof.startedAt.toISOString(), due };
    return { state: 'met', days, reasons: [{ code: 'test_ok', params }] };
  }
  if (proof)
    return {
      state: 'missed',
      days,
      reasons: [{ code: 'test_old', params: { at: proof.startedAt.toISOString(), days: testDays } }],
    };
  const only: readonly Reason[] = last
    ? [{ code: 'test_not_compared', params: { at: last.startedAt.toISOString() } }]
    : [];
  const young = daysSince(created) <= testDays;
  const reasons: Reason[] = [...only, { code: young ? 'test_due' : 'test_never', params: { due } }];
  return { state: young ? 'unknown' : 'missed', days: null, reasons };
}
