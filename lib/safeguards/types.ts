import { z } from 'zod';

/** Areas of the programme, in its order; one file each in catalogue/. */
export const AREAS = [
  'detection',
  'vulnerabilities',
  'access',
  'development',
  'systems',
  'recovery',
  'incidents',
  'governance',
] as const;
export type Area = (typeof AREAS)[number];

/** Worst known first; unknown stands beside them and is never good. */
export const STATES = ['missed', 'partly', 'unknown', 'met'] as const;
export type State = (typeof STATES)[number];

/** Where a promise stands for who adds them up: its state, or why it is left out (excepted; nothing happened to judge by). */
export const STANDINGS = [...STATES, 'excepted', 'idle'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Why a verdict is as it is: each has a sentence in `posture.reasons`. */
export const REASON_CODES = [
  'products',
  'no_products',
  'nothing_happened',
  'no_source',
  'never_scanned',
  'overdue',
  'stale',
  'clock_ahead',
  'agent_missing',
  'agent_unknown',
  'host_unscanned',
  'silent',
  'never_heard',
  'open_critical',
  'open_secrets',
  'unapproved_ports',
  'below_grade',
  'expiring',
  'not_graded',
  'past_due',
  'no_sast',
  'no_dast',
  'no_test',
  'old_test',
  'no_third_party',
  'test_findings_due',
  'feed_missing',
  'feed_old',
  'no_schedule',
  'hours_uncovered',
  'reacted_late',
  'phases_skipped',
  'tasks_left',
  'review_late',
  'actions_late',
  'duty_late',
  'duty_undecided',
  'alerts_late',
  'no_service',
  'objective_missed',
  'objective_unknown',
  'no_database',
  'not_any_point',
  'no_list',
  'unapproved_images',
  'elevation_unreviewed',
  'elevation_unjustified',
  'audit_never',
  'audit_overdue',
  'audit_findings_late',
  'document_due',
  'document_expired',
  'document_unreviewed',
  'document_missing',
  'open_grave',
  'open_isolation',
  'open_runtime',
  'no_cluster_scan',
  'no_runtime_sensor',
  'no_api_audit',
  'no_cluster_alerts',
  'benchmark_failed',
  'no_drill',
  'drill_old',
  'drill_failed',
  'drill_late',
  'attested',
  'attested_partly',
  'attested_missed',
  'attestation_expired',
  'never_attested',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** `params` fill the sentence. Names that end in `At` hold instants, ISO 8601 in UTC. */
export const reasonsSchema = z.array(
  z.object({ code: z.enum(REASON_CODES), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
);
export type Reason = z.infer<typeof reasonsSchema>[number];

/**
 * By what a promise is judged. `atLeast`: share of 0 to 1 from which it is met, `partly`: from which it is met in part.
 * `days`: within how many days something must have happened, or over how many a share is taken; of an attestation, for how
 * many days a statement may hold.
 */
export type Terms = { readonly atLeast: number; readonly partly: number; readonly days: number };

/**
 * What is known of a promise. `good` of `total` hold, `unclear` of them nobody can tell. `counts` is false where nothing
 * happened by which it could be judged: it is left out of what adds up. `freshAt`: the oldest thing that it rests on.
 */
export type Verdict = {
  readonly state: State;
  readonly counts: boolean;
  readonly good: number;
  readonly total: number;
  readonly unclear: number;
  readonly reasons: readonly Reason[];
  readonly freshAt: Date | null;
};
