import type { IncidentKind } from '@/lib/incidents/types';

export const TASK_PARTS = ['respond', 'remediate', 'recover'] as const;
export type TaskPart = (typeof TASK_PARTS)[number];

export const TASK_STATES = ['open', 'doing', 'done', 'dropped'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_VERBS = ['begin', 'done', 'drop', 'reopen'] as const;
export type TaskVerb = (typeof TASK_VERBS)[number];

/** Whether something is an attacker's. */
export const MALICIOUS = ['yes', 'no', 'unknown'] as const;
export type Malicious = (typeof MALICIOUS)[number];

/** Traffic Light Protocol 2.0 of FIRST: with whom it may be shared. */
export const TLP = ['clear', 'green', 'amber', 'amber_strict', 'red'] as const;
export type Tlp = (typeof TLP)[number];

export const OBSERVABLE_KINDS = ['ip', 'domain', 'url', 'md5', 'sha1', 'sha256', 'email', 'account'] as const;
export type ObservableKind = (typeof OBSERVABLE_KINDS)[number];

export const ASSET_KINDS = [
  'host',
  'container',
  'image',
  'account',
  'database',
  'repository',
  'service',
  'data',
  'other',
] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

export const ASSET_STATES = ['suspected', 'compromised', 'contained', 'clean', 'not_affected'] as const;
export type AssetState = (typeof ASSET_STATES)[number];

export const CUSTODY_VERBS = ['added', 'opened', 'checked', 'handed_over', 'exported'] as const;
export type CustodyVerb = (typeof CUSTODY_VERBS)[number];

/** Shapes that the page reads. Moments are ISO 8601. */

export type TaskView = {
  readonly id: string;
  readonly number: number;
  /** In the reader's language where it came from a playbook. */
  readonly title: string;
  readonly detail: string;
  readonly commands: readonly string[];
  readonly part: TaskPart;
  readonly state: TaskState;
  readonly assigneeId: string | null;
  readonly assignee: string | null;
  readonly dueAt: string | null;
  readonly endedAt: string | null;
  readonly version: number;
};

/** `missing`: steps that are no tasks yet. */
export type PlaybookView = { readonly id: IncidentKind; readonly steps: number; readonly missing: number };

export type CaseTasks = {
  readonly id: string;
  readonly tasks: readonly TaskView[];
  readonly playbooks: readonly PlaybookView[];
  readonly mayWrite: boolean;
  readonly now: string;
};
