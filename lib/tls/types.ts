import type { PersonRef } from '@/lib/findings/types';
import type { Advice } from '@/lib/tls/advice/types';
import type { Change } from '@/lib/tls/changes';
import type { ScanFacts } from '@/lib/tls/facts';
import type { Letter, Reason, Scores } from '@/lib/tls/grade/types';
import type { Opinion } from '@/lib/tls/opinions/types';
import type { Place } from '@/lib/tls/place';
import type { Target } from '@/lib/tls/rules';
import type { SuiteRow } from '@/lib/tls/suite-matrix';

export const SCAN_STATES = ['queued', 'running', 'done', 'unknown', 'failed', 'cancelled'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

export const TRIGGERS = ['schedule', 'person', 'added'] as const;
export type Trigger = (typeof TRIGGERS)[number];

type ProductRef = { readonly id: string; readonly slug: string; readonly name: string };

/** A scan that waits or runs. `total` 0: not begun. */
export type ActiveScan = {
  readonly id: string;
  readonly state: ScanState;
  readonly done: number;
  readonly total: number;
  readonly probe: string | null;
};

/** One line of the list. Instants are ISO 8601 in UTC. */
export type EndpointRow = Place & {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly product: ProductRef;
  readonly owner: PersonRef | null;
  readonly target: Target;
  readonly warnDays: number | null;
  readonly everyHours: number | null;
  readonly switchedOff: readonly string[];
  /** Of the newest scan that was graded. */
  readonly letter: Letter | null;
  /** Letters of the last scans, oldest first; "?" where there was none. */
  readonly trend: readonly string[];
  readonly targetMet: boolean | null;
  readonly expiresAt: string | null;
  /** The certificate ends too soon, or has ended. */
  readonly expiryDue: boolean;
  readonly protocols: readonly string[];
  readonly lastScanAt: string | null;
  readonly lastGradedAt: string | null;
  /** Why the newest scan could not be graded. */
  readonly why: string | null;
  readonly changes: number;
  readonly worse: number;
  readonly active: ActiveScan | null;
};

export type EndpointPage = { readonly rows: readonly EndpointRow[]; readonly next: string | null };

/** How the endpoints of the scope stand. */
export type EndpointSummary = {
  readonly total: number;
  readonly met: number;
  readonly missed: number;
  readonly unknown: number;
  readonly expiring: number;
};

/** A certificate's end in the calendar: the first of those that the endpoint sends. */
export type ExpiryItem = {
  readonly id: string;
  readonly name: string;
  readonly product: string;
  readonly expiresAt: string;
  readonly due: boolean;
};

export type ScanItem = {
  readonly id: string;
  readonly state: ScanState;
  readonly trigger: Trigger;
  readonly by: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly letter: Letter | null;
  readonly criteria: string | null;
  readonly why: string | null;
  readonly changes: readonly Change[];
  /** Its facts are still kept, so that it can be compared. */
  readonly kept: boolean;
};

/** What the newest graded scan found, and what the criteria say of it. */
export type ScanView = {
  readonly id: string;
  readonly finishedAt: string;
  readonly facts: ScanFacts;
  readonly letter: Letter;
  readonly trustIgnored: Letter | null;
  readonly scores: Scores | null;
  readonly reasons: readonly Reason[];
  readonly criteria: string;
  readonly byGuide: boolean;
  readonly suites: readonly SuiteRow[];
  /** What would reach the target. */
  readonly advice: Advice;
  /** Names of the simulated clients, by id. */
  readonly clientNames: Readonly<Record<string, string>>;
};

export type OpinionItem = {
  readonly id: string;
  readonly tool: string;
  readonly toolVersion: string | null;
  readonly grade: string | null;
  readonly testedAt: string | null;
  readonly content: Opinion;
  readonly fileName: string;
  readonly uploaderName: string;
  readonly uploadedAt: string;
};

export type EndpointDetail = EndpointRow & {
  readonly createdAt: string;
  readonly nextScanAt: string | null;
  readonly scan: ScanView | null;
  readonly history: readonly ScanItem[];
  readonly opinions: readonly OpinionItem[];
  /** The source that its findings come from; null before the first came. */
  readonly sourceId: string | null;
  readonly openFindings: number;
  /** Names of the suites that the history speaks of, by id. */
  readonly suiteNames: Readonly<Record<string, string>>;
  /** What the reader may do with it; the server decides again. */
  readonly rights: { readonly write: boolean; readonly scan: boolean };
};

export type TrustStoreItem = {
  readonly id: string;
  readonly version: number;
  readonly team: { readonly id: string; readonly name: string };
  readonly name: string;
  readonly certificates: readonly { readonly subject: string; readonly notAfter: string }[];
  readonly updatedAt: string;
  readonly updatedBy: string;
};
