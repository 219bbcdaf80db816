import type { FindingStatus, PersonRef } from '@/lib/findings/types';

export const ENGAGEMENT_STATES = ['planned', 'under_way', 'reported', 'retest_due', 'closed'] as const;
export type EngagementStateName = (typeof ENGAGEMENT_STATES)[number];

export const ENGAGEMENT_KINDS = ['manual', 'automated', 'both'] as const;
export type EngagementKind = (typeof ENGAGEMENT_KINDS)[number];

export const PERFORMERS = ['third_party', 'internal'] as const;
export type Performer = (typeof PERFORMERS)[number];

/** What may be corrected until it is closed. */
export const FACT_FIELDS = [
  'title',
  'kind',
  'performer',
  'company',
  'testers',
  'inScope',
  'outOfScope',
  'method',
  'startsOn',
  'endsOn',
] as const;

/** What a retest found of a finding. */
export const OUTCOMES = ['fixed', 'partly', 'not_fixed', 'not_retested'] as const;
export type RetestOutcome = (typeof OUTCOMES)[number];

type ProductRef = { readonly id: string; readonly slug: string; readonly name: string };

/**
 * Findings of a test by what became of them. `accepted`: the risk is accepted; `dismissed`: false positive, out of scope
 * or duplicate; `verified`: fixed, and a retest or a scan says so; `claimed`: fixed by somebody's word.
 */
export type FindingStates = {
  readonly total: number;
  readonly open: number;
  readonly claimed: number;
  readonly verified: number;
  readonly accepted: number;
  readonly dismissed: number;
  /** Of the open ones, by severity from info on. */
  readonly openBySeverity: readonly number[];
};

/** One line of the list. Days are `YYYY-MM-DD`, instants ISO 8601 in UTC. */
export type EngagementRow = {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly product: ProductRef;
  readonly title: string;
  readonly kind: EngagementKind;
  readonly performer: Performer;
  readonly company: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: EngagementStateName;
  readonly retestDueOn: string | null;
  /** The retest's day has passed. */
  readonly overdue: boolean;
  readonly owner: PersonRef;
  readonly findings: FindingStates;
};

export type EngagementPage = { readonly rows: readonly EngagementRow[]; readonly next: string | null };

export type EngagementFileItem = {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly uploader: PersonRef;
  readonly uploadedAt: string;
};

/** A finding of the test as it is now, with what the newest retest that looked at it said. */
export type EngagementFinding = {
  readonly id: number;
  readonly version: number;
  readonly title: string;
  readonly severity: number;
  readonly status: FindingStatus;
  readonly reason: string | null;
  readonly location: string;
  readonly assignee: PersonRef | null;
  readonly dueAt: string | null;
  readonly retest: { readonly outcome: RetestOutcome; readonly on: string; readonly note: string } | null;
};

export type EngagementRetestItem = {
  readonly id: string;
  readonly testedOn: string;
  readonly testers: readonly string[];
  readonly note: string;
  readonly recorder: PersonRef;
  readonly recordedAt: string;
  readonly outcomes: Readonly<Record<RetestOutcome, number>>;
};

export const EVENT_KINDS = [
  'created',
  'changed',
  'owner_changed',
  'started',
  'reported',
  'retest_planned',
  'retested',
  'closed',
  'reopened',
  'file_added',
  'findings_entered',
  'finding_corrected',
] as const;
export type EngagementEventKind = (typeof EVENT_KINDS)[number];

export type EngagementEventItem = {
  readonly id: number;
  readonly at: string;
  readonly kind: EngagementEventKind;
  readonly data: Readonly<Record<string, string | number>>;
  readonly note: string;
  readonly actorName: string;
};

/** Findings on their way through the import, or one that was refused there. */
export type EngagementEntry = {
  readonly importId: string;
  readonly state: 'under_way' | 'failed';
  readonly createdAt: string;
};

/** What the reader may do with it now; the server decides again on each. */
export type EngagementRights = {
  readonly edit: boolean;
  readonly start: boolean;
  readonly report: boolean;
  readonly enter: boolean;
  readonly planRetest: boolean;
  readonly retest: boolean;
  readonly close: boolean;
  readonly reopen: boolean;
  readonly attach: boolean;
};

export type EngagementDetail = EngagementRow & {
  readonly testers: readonly string[];
  readonly inScope: string;
  readonly outOfScope: string;
  readonly method: string;
  readonly createdAt: string;
  readonly reportedAt: string | null;
  readonly closedAt: string | null;
  /** The source that its findings come from; null before the first one came. */
  readonly sourceId: string | null;
  readonly list: readonly EngagementFinding[];
  readonly files: readonly EngagementFileItem[];
  readonly retests: readonly EngagementRetestItem[];
  readonly events: readonly EngagementEventItem[];
  readonly entries: readonly EngagementEntry[];
  readonly rights: EngagementRights;
};

/** A test that was done: it ended, and there is a report. */
export type DoneTest = {
  readonly number: number;
  readonly title: string;
  readonly kind: EngagementKind;
  readonly performer: Performer;
  readonly company: string;
  readonly endedOn: string;
  readonly state: EngagementStateName;
};

/**
 * The newest test of a product, the newest by a third party, and what became of the newest one's findings (safeguard
 * B4). `current`: a third party's test ended within the last 12 months.
 */
export type ProductTests = {
  readonly product: ProductRef;
  readonly last: (DoneTest & { readonly findings: FindingStates }) | null;
  readonly lastThirdParty: DoneTest | null;
  readonly current: boolean;
};
