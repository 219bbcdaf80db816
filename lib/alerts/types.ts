import type { EventClass } from '@/lib/events/types';
import type { Severity } from '@/lib/findings/severity';
import type { IncidentLine } from '@/lib/incidents/view-types';

/** Whom and where an alert concerns: keys of an event's places (lib/events/types.ts), or what a rule names. */
export type Entity = Readonly<Record<string, string>>;

/** What a rule of ours, or a sender by itself, finds worth an alert. */
export type Judgement = {
  /** `rule:<name>`, `<shape>:<name>` or `system:<name>`. */
  readonly rule: string;
  readonly title: string;
  readonly author: string;
  readonly severity: Severity;
  readonly entity: Entity;
  readonly techniques: readonly string[];
};

/** One event that is worth an alert. */
export type Noticed = Judgement & {
  readonly productId: string;
  /** The event's time, ISO 8601 with microseconds, and what else names it; null where no event stands behind it. */
  readonly at: string;
  readonly event: { readonly id: string; readonly class: EventClass } | null;
  readonly receivedAt: Date;
  /** What its sender said of the same event: counts where all that rules of ours say of it is suppressed. */
  readonly instead?: Judgement;
};

/** The rule of our own that tells of senders which fell silent. */
export const SENDER_SILENT = 'system:sender-silent';

/** The one that tells of an incident that nobody was on call for. */
export const NOBODY_ON_CALL = 'system:nobody-on-call';

/** What is held back for a while: of this rule, where the entity has all of these. */
export type SuppressionRule = { readonly rule: string; readonly entity: Entity };

export const ALERT_STATES = ['open', 'acknowledged', 'closed'] as const;
export type AlertStateName = (typeof ALERT_STATES)[number];

/** What people close an alert with. `ended` is for what its sender says is over. */
export const VERDICTS = ['true_positive', 'benign', 'false_positive'] as const;
export type Verdict = (typeof VERDICTS)[number];
export type AlertVerdictName = Verdict | 'ended';

export const STEPS = [
  'raised',
  'acknowledged',
  'released',
  'closed',
  'reopened',
  'merged',
  'separated',
  'noted',
  'suppressed',
  'linked',
  'unlinked',
] as const;
export type StepVerb = (typeof STEPS)[number];

type ProductName = { readonly id: string; readonly slug: string; readonly name: string };

/** Another alert in a line: its number, what it says and how it stands. */
export type AlertLine = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly severity: number;
  readonly state: AlertStateName;
  readonly verdict: AlertVerdictName | null;
  readonly events: number;
  readonly lastAt: string;
};

export type AlertRow = AlertLine & {
  readonly version: number;
  readonly rule: string;
  readonly entity: Entity;
  readonly techniques: readonly string[];
  readonly firstAt: string;
  readonly product: ProductName;
  readonly handledBy: string | null;
  /** Alerts that were merged into it, and their events. */
  readonly merged: number;
  readonly mergedEvents: number;
};

export type AlertPage = { readonly rows: readonly AlertRow[]; readonly next: string | null };

/** How many the filter matches in each state, whichever states it asks for. */
export type AlertCounts = Readonly<Record<AlertStateName, number>>;

/** An event that an alert names. `kept` is null once its week was dropped. */
export type AlertEvidence = {
  readonly id: string;
  readonly class: EventClass;
  /** ISO 8601 with microseconds. */
  readonly at: string;
  readonly kept: {
    readonly name: string;
    readonly message: string;
    readonly severity: number;
    readonly outcome: string;
    /** The places that the sender named, in the order of lib/events/types.ts. */
    readonly places: Entity;
  } | null;
};

export type AlertStep = {
  readonly id: string;
  readonly at: string;
  readonly verb: StepVerb;
  readonly actorName: string;
  readonly note: string;
  readonly data: Readonly<Record<string, string | number>>;
};

/** What the reader may do with an alert now. */
export type AlertRights = Readonly<
  Record<
    | 'acknowledge'
    | 'release'
    | 'close'
    | 'reopen'
    | 'merge'
    | 'separate'
    | 'note'
    | 'suppress'
    | 'readRecord'
    | 'incident',
    boolean
  >
>;

export type AlertDetail = AlertRow & {
  /** What it is part of. */
  readonly incident: IncidentLine | null;
  readonly author: string;
  readonly receivedAt: string;
  readonly createdAt: string;
  readonly acknowledgedAt: string | null;
  readonly closedAt: string | null;
  readonly mergedInto: AlertLine | null;
  readonly previous: AlertLine | null;
  readonly mergedOnes: readonly AlertLine[];
  /** Of the same entity within the last seven days. */
  readonly related: readonly AlertLine[];
  /** The newest that it names, and how many it names. */
  readonly evidence: readonly AlertEvidence[];
  readonly named: number;
  readonly history: readonly AlertStep[];
  readonly rights: AlertRights;
};

export type SuppressionRow = {
  readonly id: string;
  readonly rule: string;
  readonly entity: Entity;
  readonly reason: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
  readonly active: boolean;
  /** What it held back, and when last. */
  readonly events: number;
  readonly lastAt: string | null;
  readonly product: ProductName;
  readonly mayEnd: boolean;
};
