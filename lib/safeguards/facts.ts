import type { State as BackupState, ObjectiveId } from '@/lib/backups/types';
import type { Currency, DocumentKind } from '@/lib/compliance/programme';
import type { Kind } from '@/lib/lists/types';

/** A source that is expected to report: one scanner on one target. */
export type SourceFact = {
  readonly scanner: string;
  /** Empty: not an image. */
  readonly image: string;
  readonly lastScanAt: Date | null;
  readonly expectEveryHours: number;
  /** Open findings that it reports: critical ones with a fix, secrets, ports (of a port scanner all that are open). */
  readonly critical: number;
  readonly secrets: number;
  readonly ports: number;
  /** Open faults of configuration: all, those of high severity or worse, and those that checks/cluster-rules.ts names. */
  readonly failed: number;
  readonly grave: number;
  readonly isolation: number;
  readonly runtime: number;
  /** Of a benchmark, checks that passed in its newest complete run, and when that was. */
  readonly passed: number;
  readonly completeAt: Date | null;
};

/**
 * Hosts that are alike: whether an agent of endpoint detection runs there and when that was told, and when a host scanner
 * looked last; moments to the hour.
 */
export type HostFact = {
  readonly count: number;
  readonly edr: 'met' | 'missed' | 'unknown';
  readonly edrAt: Date | null;
  readonly scannedAt: Date | null;
};

/** Open findings with a due date, those of them that are overdue, and the same of findings with a fix. */
export type DueFact = {
  readonly open: number;
  readonly overdue: number;
  readonly fixable: number;
  readonly fixableOverdue: number;
  /** Of penetration tests. */
  readonly testedOverdue: number;
};

export type EndpointFact = {
  readonly targetMet: boolean | null;
  readonly expiryDueAt: Date | null;
  readonly lastGradedAt: Date | null;
  /** Looked at again by itself. */
  readonly scheduled: boolean;
};

/** Last days of tests that were done and reported; null: there was none. */
export type TestFact = { readonly lastAt: Date | null; readonly thirdPartyAt: Date | null };

/** A reaction clock that says something (lib/incidents/data/figures/patterns.ts). */
export type ReactionFact = { readonly declaredAt: Date; readonly met: boolean };

/** An incident that ended, as its phases and tasks have it. */
export type EndedFact = {
  readonly closedAt: Date;
  readonly contained: boolean;
  readonly recovered: boolean;
  readonly openTasks: number;
};

/** A clock of a review or a duty: `kept` null, it runs and its time is not over. */
export type ClockFact = { readonly dueAt: Date; readonly kept: boolean | null };

export type SenderFact = {
  readonly shape: string;
  readonly lastReceivedAt: Date;
  readonly silent: boolean;
};

/** A service with recovery objectives; `at`: when backups judged it last. */
export type ServiceFact = {
  readonly verdicts: readonly { readonly objective: ObjectiveId; readonly state: BackupState }[];
  /** Whether any instant of it can be brought back; null: it is no database. */
  readonly anyPoint: BackupState | null;
  /**
   * The newest drill or real recovery: whether what came back was compared and was right, and whether it took no longer than
   * the recovery time that is promised. Null: none is known.
   */
  readonly drill: { readonly at: Date; readonly proves: boolean; readonly inTime: boolean } | null;
  readonly at: Date | null;
};

/** Comparison with what was approved, by kind of list; `at`: when what was seen was seen, the oldest of it. */
export type DriftFact = {
  readonly kind: Kind;
  readonly seen: number;
  /** Open findings: drift that nobody accepted. */
  readonly open: number;
  readonly at: Date | null;
};

/** Everything that checks of one product look at. */
export type ProductFacts = {
  readonly sources: readonly SourceFact[];
  /** As the inventory knows them. */
  readonly hosts: readonly HostFact[];
  readonly due: DueFact;
  readonly endpoints: readonly EndpointFact[];
  readonly tests: TestFact;
  readonly reactions: readonly ReactionFact[];
  readonly ended: readonly EndedFact[];
  readonly reviews: readonly ClockFact[];
  /** Actions of reviews that are not done, and those of them whose last day is over. */
  readonly actions: { readonly open: number; readonly overdue: number };
  readonly duties: readonly ClockFact[];
  readonly undecidedDuties: number;
  readonly services: readonly ServiceFact[];
  /** Of the kinds that a list was made of. */
  readonly drift: readonly DriftFact[];
  readonly senders: readonly SenderFact[];
  /** Alerts of the last days (`Terms.days` of A5), by how soon after the event's arrival they were raised. */
  readonly alerts: { readonly inTime: number; readonly late: number };
};

/** When a feed was last read or found unchanged; null: never. */
export type FeedFact = { readonly kind: 'epss' | 'kev'; readonly at: Date | null };

/** An elevation that began; `justified` null: nobody has reviewed it, which only an emergency asks for. */
export type ElevationFact = {
  readonly startsAt: Date;
  readonly breakGlass: boolean;
  readonly justified: boolean | null;
};

/** A kind of audit or review against how often the programme has it held. */
export type AuditFact = { readonly state: 'on_time' | 'overdue' | 'never'; readonly lastHeldAt: Date | null };

/** Documents of the register that are in use, of one kind and in one state. */
export type DocumentFact = { readonly kind: DocumentKind; readonly state: Currency; readonly count: number };

/** Everything that checks of the whole organisation look at. */
export type OrganisationFacts = {
  readonly feeds: readonly FeedFact[];
  /** Null: there is no schedule. Hours of the days ahead (`Terms.days` of G1). */
  readonly onCall: { readonly hours: number; readonly covered: number } | null;
  readonly elevations: readonly ElevationFact[];
  readonly audits: readonly AuditFact[];
  /** Findings of audits that are not closed, and those of them past their day. */
  readonly auditFindings: { readonly open: number; readonly overdue: number };
  readonly documents: readonly DocumentFact[];
  /** The newest scan of each tool of B3. */
  readonly tools: readonly { readonly tool: string; readonly at: Date | null }[];
};

/** What a product has of which nothing is known. */
export const NO_FACTS: ProductFacts = {
  sources: [],
  hosts: [],
  due: { open: 0, overdue: 0, fixable: 0, fixableOverdue: 0, testedOverdue: 0 },
  endpoints: [],
  tests: { lastAt: null, thirdPartyAt: null },
  reactions: [],
  ended: [],
  reviews: [],
  actions: { open: 0, overdue: 0 },
  duties: [],
  undecidedDuties: 0,
  services: [],
  drift: [],
  senders: [],
  alerts: { inTime: 0, late: 0 },
};
