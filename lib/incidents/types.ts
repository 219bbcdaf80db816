/** In the order in which they usually follow each other (NIST SP 800-61r2; docs/incidents.md maps them onto CSF 2.0). */
export const PHASES = ['detection', 'analysis', 'containment', 'eradication', 'recovery', 'lessons'] as const;
export type Phase = (typeof PHASES)[number];

/** What an incident is; each but `other` has a playbook of its name. */
export const INCIDENT_KINDS = [
  'exposed_api',
  'leaked_secret',
  'compromised_container',
  'compromised_identity',
  'ransomware',
  'data_breach',
  'denial_of_service',
  'other',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

export const LEVELS = ['high', 'medium', 'low'] as const;
export type Level = (typeof LEVELS)[number];

export const PRIORITIES = [1, 2, 3, 4] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Priority by impact, then by urgency. */
export type Matrix = Readonly<Record<Level, Readonly<Record<Level, Priority>>>>;

/** What the organisation promised when the incident was declared. Minutes are by priority, P1 first. */
export type IncidentPolicy = {
  readonly id: string;
  readonly number: number;
  readonly matrix: Matrix;
  readonly reactionMinutes: readonly number[];
  readonly updateMinutes: readonly number[];
  /** Percent of a clock's time at which people are warned, ascending. */
  readonly warnPercent: readonly number[];
  readonly reviewDays: number;
};

/** Why an incident ended. `resolved` and `near_miss` were real. */
export const OUTCOMES = ['resolved', 'near_miss', 'benign', 'false_positive', 'merged'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Its moments (docs/incidents.md says what each means). */
export const TIMES = [
  'occurred',
  'detected',
  'received',
  'declared',
  'acknowledged',
  'contained',
  'eradicated',
  'recovered',
  'closed',
  'aware',
] as const;
export type TimeName = (typeof TIMES)[number];

export const ROLES = ['commander', 'deputy', 'scribe', 'communications', 'expert'] as const;
export type RoleName = (typeof ROLES)[number];

/** What the log tells. A new kind is one word here and its words in `messages/<language>/incidents.json`. */
export const ENTRY_KINDS = [
  'declared',
  'acknowledged',
  'phase',
  'priority',
  'facts',
  'time',
  'role',
  'task',
  'observable',
  'asset',
  'alert',
  'finding',
  'evidence',
  'technique',
  'pin',
  'message',
  'update',
  'decision',
  'clock',
  'escalation',
  'duty',
  'review',
  'closed',
  'reopened',
  'merged',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Names and numbers for the words of an entry; what is long or of a person is in its note. */
export type EntryData = Readonly<Record<string, string | number | boolean | null>>;
