import type {
  IncidentKind,
  IncidentPolicy,
  Level,
  Outcome,
  Phase,
  Priority,
  RoleName,
  TimeName,
} from '@/lib/incidents/types';

/** Shapes that pages read. Moments are ISO 8601. */

export type ClockView = {
  readonly id: string;
  /** reaction, update, review, meeting, `duty:<regime>:<stage>`. */
  readonly kind: string;
  readonly priority: Priority;
  readonly startedAt: string;
  readonly dueAt: string;
  /** Percent at which people are warned, ascending. */
  readonly marks: readonly number[];
  readonly stoppedAt: string | null;
  readonly stopReason: string | null;
  readonly stoppedBy: string;
};

type ProductName = { readonly id: string; readonly slug: string; readonly name: string };

export type IncidentLine = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly priority: Priority;
  readonly closedAt: string | null;
};

/** An incident as a finding of it sees it. */
export type LinkedIncident = IncidentLine & { readonly linkedAt: string; readonly linkedBy: string };

export type IncidentRow = IncidentLine & {
  readonly version: number;
  readonly kind: IncidentKind;
  readonly phase: Phase;
  readonly outcome: Outcome | null;
  readonly exercise: boolean;
  readonly product: ProductName;
  readonly declaredAt: string;
  readonly acknowledgedAt: string | null;
  readonly commander: string | null;
  readonly alerts: number;
  /** The running clock that is due first. */
  readonly clock: ClockView | null;
  /** Whether the reader may take it: nobody has, and it is in reach. */
  readonly mayTake: boolean;
};

/** `now`: the server's, so that a wrong clock of the reader's device tells no wrong time. */
export type IncidentPage = {
  readonly rows: readonly IncidentRow[];
  readonly next: string | null;
  readonly now: string;
};

export type IncidentCounts = { readonly open: number; readonly closed: number };

export type RoleView = {
  readonly id: string;
  readonly role: RoleName;
  readonly personId: string;
  readonly person: string;
  readonly subject: string;
  readonly since: string;
  readonly until: string | null;
};

/** A change of phase, as the log has it. */
export type PhaseStep = {
  readonly from: Phase;
  readonly to: Phase;
  readonly at: string;
  readonly by: string;
  readonly note: string;
};

/** What a moment was before, as the log has it. */
export type TimeChange = {
  readonly time: TimeName;
  readonly value: string | null;
  readonly previous: string | null;
  readonly at: string;
  readonly by: string;
  readonly note: string;
};

/** What the reader may do with an incident now. */
export type IncidentRights = Readonly<Record<'acknowledge' | 'work' | 'correct' | 'close' | 'reopen', boolean>>;

export type IncidentDetail = IncidentRow & {
  readonly summary: string;
  readonly impact: Level;
  readonly urgency: Level;
  /** 0 info to 4 critical. */
  readonly severity: number;
  readonly techniques: readonly string[];
  readonly times: Readonly<Record<TimeName, string | null>>;
  /** Those that run first, each set by when it is due. */
  readonly clocks: readonly ClockView[];
  readonly roles: readonly RoleView[];
  readonly pastRoles: readonly RoleView[];
  readonly phases: readonly PhaseStep[];
  readonly corrections: readonly TimeChange[];
  readonly policy: IncidentPolicy;
  readonly mergedInto: IncidentLine | null;
  readonly merged: readonly IncidentLine[];
  /** The rule that declared it, by its name of today, in the version of then where that was kept. */
  readonly byRule: { readonly name: string; readonly version: number | null } | null;
  /** Number of its newest line in the log. */
  readonly lastSeq: number;
  readonly rights: IncidentRights;
  readonly now: string;
};

/** A version of what the organisation promises. */
export type PolicyVersion = IncidentPolicy & {
  readonly validFrom: string;
  readonly createdAt: string;
  /** Empty: as delivered. */
  readonly createdByName: string;
  readonly state: 'planned' | 'in_force' | 'past';
};
