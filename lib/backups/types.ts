export const POINT_KINDS = ['full', 'incremental', 'differential', 'snapshot', 'log'] as const;
export type PointKind = (typeof POINT_KINDS)[number];

/** Begins the key of a copy of which its tool tells the newest only: how long such copies are kept nobody says. */
export const NEWEST_ONLY = 'item/';

/**
 * Begins the keys of a window in which its maker brings any instant back: copies are made within it that it does not tell of,
 * and the window's end is as good as one.
 */
export const WINDOW = 'pitr/';

/** partial: the tool ended, but not all of it is in the copy. */
export const POINT_STATUSES = ['ok', 'partial', 'failed', 'running'] as const;
export type PointStatus = (typeof POINT_STATUSES)[number];

/** metadata: structure and lists only; data: every byte was read. */
export const CHECK_METHODS = ['metadata', 'data'] as const;
export type CheckMethod = (typeof CHECK_METHODS)[number];

/** unclear: the check could not be made (a lock, no connection): nothing is known from it. */
export const CHECK_RESULTS = ['ok', 'damaged', 'unclear'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

export const CLOCK_FAULTS = ['future', 'before_start', 'end_before_start'] as const;
export type ClockFault = (typeof CLOCK_FAULTS)[number];

/** A copy, or (kind "log") how far a log of changes was archived, as rules see it. */
export type Point = {
  readonly key: string;
  readonly sourceId: string;
  readonly asset: string;
  readonly repository: string;
  readonly kind: PointKind;
  readonly status: PointStatus;
  /** The instant that it brings back. */
  readonly at: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly bytes: number | null;
  readonly addedBytes: number | null;
  /** "none", a cipher's name, or empty: the tool does not say. */
  readonly encryption: string;
  /** Of the copy itself, else of its plan; empty: nobody says. */
  readonly location: string;
  readonly region: string;
  readonly expiresAt: Date | null;
  readonly immutableUntil: Date | null;
  readonly needs: readonly string[];
  readonly damaged: boolean;
  readonly clock: ClockFault | null;
  readonly note: string;
  readonly receivedAt: Date;
  readonly goneAt: Date | null;
};

export type Check = {
  readonly key: string;
  readonly sourceId: string;
  readonly asset: string;
  readonly repository: string;
  readonly at: Date;
  readonly method: CheckMethod;
  readonly result: CheckResult;
  readonly note: string;
};

export const TEST_KINDS = ['test', 'drill', 'real'] as const;
export type TestKind = (typeof TEST_KINDS)[number];

/** Whether what came back was what it should be. */
export const TEST_RESULTS = ['ok', 'failed'] as const;

/** What was compared with what it should be; none: somebody saw it run, no more. */
export const COMPARISONS = ['none', 'counts', 'checksums', 'application'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export type Test = {
  readonly id: string;
  readonly kind: TestKind;
  readonly startedAt: Date;
  readonly seconds: number;
  readonly bytes: number | null;
  readonly pointAsked: Date | null;
  readonly pointReached: Date | null;
  readonly result: (typeof TEST_RESULTS)[number];
  readonly compared: Comparison;
};

/** What was promised. Minutes and days are of 60 s and 24 h. */
export type Objectives = {
  readonly rtoMinutes: number;
  readonly rpoMinutes: number;
  readonly everyMinutes: number;
  readonly retentionDays: number;
  readonly sites: number;
  readonly encrypted: boolean;
  readonly verifyDays: number;
  readonly testDays: number;
  readonly allowanceMinutes: number;
};

export type Plan = {
  readonly id: string;
  readonly sourceId: string;
  readonly asset: string;
  readonly repository: string;
  /** Plans of one part protect the same data; empty: each asset is a part of its own. */
  readonly part: string;
  readonly location: string;
  readonly region: string;
  readonly everyMinutes: number;
  readonly spanMinutes: number | null;
  readonly startMinute: number | null;
  readonly timeZone: string;
  readonly windowMinutes: number | null;
  readonly logMinutes: number | null;
};

/** What is judged, in the order in which it is shown. */
export const OBJECTIVES = [
  'rpo',
  'rto',
  'frequency',
  'retention',
  'sites',
  'encryption',
  'verification',
  'restore_test',
] as const;
export type ObjectiveId = (typeof OBJECTIVES)[number];

export const STATES = ['met', 'missed', 'unknown'] as const;
export type State = (typeof STATES)[number];

/** How far a recovery point is over its target, after Acronis: ≤ 1, ≤ 2, ≤ 4, more. */
export const DEGREES = ['compliant', 'exceeded', 'severe', 'critical', 'pending'] as const;
export type Degree = (typeof DEGREES)[number];

/** A reason as data; words are found at the edge (messages: backups.reasons.<code>). Instants are ISO 8601, lengths seconds. */
export type Reason = { readonly code: ReasonCode; readonly params: Readonly<Record<string, string | number>> };

export const REASON_CODES = [
  'no_plan',
  'no_point',
  'rpo_now',
  'rpo_worst',
  'rpo_schedule',
  'rpo_ok',
  'rto_measured',
  'rto_over',
  'rto_no_test',
  'rto_last_failed',
  'gap',
  'gap_ok',
  'kept',
  'kept_short',
  'kept_young',
  'cut',
  'site',
  'site_stale',
  'sites_few',
  'site_unnamed',
  'encrypted',
  'not_encrypted',
  'encryption_unknown',
  'checked',
  'check_old',
  'check_metadata',
  'check_damaged',
  'check_never',
  'check_unclear',
  'copy_damaged',
  'test_ok',
  'test_due',
  'test_old',
  'test_failed',
  'test_never',
  'test_not_compared',
  'not_asked',
  'window_missed',
  'window_forecast',
  'wrong_clock',
  'silent',
  'plan_empty',
  'not_judged',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** `value` and `target` in seconds, days or a count, whatever the objective counts; null: not known. */
export type Verdict = {
  readonly objective: ObjectiveId;
  readonly state: State;
  readonly value: number | null;
  readonly target: number;
  readonly reasons: readonly Reason[];
  /** Since when the state is what it is: ISO 8601. */
  readonly since: string;
};

/** What became of a delivery. */
export type Receipt = {
  /** False: the very same was taken before, and nothing changed. */
  readonly changed: boolean;
  readonly points: number;
  readonly newPoints: number;
  readonly gonePoints: number;
  readonly checks: number;
  readonly tests: number;
  /** Schedules of the tool itself that are new or have changed. */
  readonly schedules: number;
  readonly wrongClocks: readonly {
    readonly asset: string;
    readonly key: string;
    readonly clock: ClockFault;
    /** Seconds that it is ahead of ours, of a time in the future. */
    readonly ahead?: number | undefined;
  }[];
  /** What was understood but cannot be used, and where it stands. */
  readonly skipped: readonly { readonly place: string; readonly code: string }[];
};
