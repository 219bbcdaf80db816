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

export type ObservableView = {
  readonly id: string;
  readonly kind: ObservableKind;
  readonly value: string;
  readonly note: string;
  readonly malicious: Malicious;
  readonly tlp: Tlp;
  readonly addedAt: string;
  readonly addedBy: string;
  /** Numbers of other incidents within the reader's reach that have it. */
  readonly alsoIn: readonly number[];
};

export type AssetName = { readonly kind: AssetKind; readonly name: string };

export type AssetView = AssetName & {
  readonly id: string;
  readonly note: string;
  readonly state: AssetState;
  readonly addedAt: string;
  readonly version: number;
};

export type LinkedAlert = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly severity: number;
  readonly state: string;
  readonly events: number;
  readonly lastAt: string;
  /** Null where the alert came with another incident that was merged. */
  readonly linkedAt: string | null;
  readonly linkedBy: string;
};

export type FindingLine = {
  readonly id: number;
  readonly title: string;
  readonly severity: number;
  readonly location: string;
  readonly product: string;
};
export type LinkedFinding = FindingLine & { readonly linkedAt: string; readonly linkedBy: string };

export type TechniqueName = { readonly id: string; readonly name: string };

/** What else the file holds. */
export type CaseThings = {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly productSlug: string;
  readonly observables: readonly ObservableView[];
  readonly assets: readonly AssetView[];
  /** What the linked alerts name and the file does not yet. */
  readonly proposedAssets: readonly AssetName[];
  readonly alerts: readonly LinkedAlert[];
  readonly findings: readonly LinkedFinding[];
  /** Those that the reader does not reach. */
  readonly hiddenFindings: number;
  readonly techniques: readonly TechniqueName[];
  readonly proposedTechniques: readonly TechniqueName[];
  readonly mayWrite: boolean;
  /** Also after it ended. */
  readonly mayAddEvidence: boolean;
  readonly mayReadEvidence: boolean;
  readonly mayExportEvidence: boolean;
};

/** What is said of a file: where it was taken from and how, and when (null: not known). */
export type EvidenceWords = {
  readonly description: string;
  readonly origin: string;
  readonly collectedAt: string | null;
};

/** Who said otherwise, and what held before. */
export type EvidenceCorrection = {
  readonly number: number;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly before: EvidenceWords;
};

export type EvidenceView = EvidenceWords & {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly addedAt: string;
  readonly addedBy: string;
  /** Oldest first. */
  readonly corrections: readonly EvidenceCorrection[];
  readonly custody: readonly {
    readonly id: string;
    readonly at: string;
    readonly verb: CustodyVerb;
    readonly by: string;
    readonly note: string;
  }[];
};
