import type { BulkOrder, ChangeGroup } from '@/lib/findings/bulk-schema';
import type { FindingRisk } from '@/lib/findings/risk-types';
import type { WakeOn } from '@/lib/findings/snooze';
import type { SourceName } from '@/lib/imports/source-name';
import type { DueReason } from '@/lib/sla/types';

export const FINDING_KINDS = ['dependency', 'code', 'web', 'host', 'configuration', 'secret', 'licence'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Where it is. Every field is the scanner's; which are set depends on the kind. Lines and columns count from 1. */
export type Location = {
  readonly path?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
  readonly symbol?: string;
  readonly url?: string;
  readonly method?: string;
  readonly parameter?: string;
  readonly host?: string;
  /** The one address of a host that is named, or the one name of an address, where the scanner says both. */
  readonly alias?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly service?: string;
  readonly purl?: string;
  readonly packageName?: string;
  readonly packageVersion?: string;
  readonly packageType?: string;
  readonly image?: string;
  readonly layer?: string;
  readonly resource?: string;
  /** What its cloud calls the resource where `resource` is a shorter name: an ARN, an Azure resource id. */
  readonly cloudId?: string;
  readonly namespace?: string;
};

/** `score` is the base score 0.0–10.0; `source` is who scored ("nvd", "redhat"). */
export type Cvss = {
  readonly version: '2.0' | '3.0' | '3.1' | '4.0';
  readonly vector: string;
  readonly score: number | null;
  readonly source: string;
};

export const FINDING_STATUSES = [
  'open',
  'confirmed',
  'in_progress',
  'fixed',
  'false_positive',
  'risk_accepted',
  'out_of_scope',
  'duplicate',
] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

export type PersonRef = { readonly id: string; readonly name: string };

/** One row of the list. Instants are ISO 8601 in UTC; `version` is the optimistic lock of every verb. */
export type FindingRow = {
  readonly id: number;
  readonly version: number;
  readonly productId: string;
  readonly productName: string;
  readonly kind: FindingKind;
  readonly scanner: string;
  readonly title: string;
  readonly severity: number;
  readonly status: FindingStatus;
  readonly reason: string | null;
  readonly regressed: boolean;
  readonly ruleId: string;
  readonly vulnId: string | null;
  readonly location: string;
  readonly packageName: string | null;
  readonly packageVersion: string | null;
  readonly fixVersion: string | null;
  readonly fixAvailable: boolean | null;
  readonly knownExploited: boolean | null;
  readonly cvssScore: number | null;
  readonly epss: number | null;
  /** 0 to 1000 (priority.ts); 0 until it is weighed. */
  readonly priority: number;
  /** A place in SSVC_DECISIONS; null until it is weighed. */
  readonly ssvc: number | null;
  readonly tags: readonly string[];
  readonly assignee: PersonRef | null;
  /** Who handed it over to the assignee, who has not accepted yet. */
  readonly handedById: string | null;
  readonly firstSeenAt: string;
  readonly dueAt: string | null;
  /** Since when its SLA clock stands still while it is open. */
  readonly slaPausedAt: string | null;
  readonly updatedAt: string;
  /** Out of the inbox until then; null when awake. Means nothing on a closed finding. */
  readonly snoozedUntil: string | null;
  /** When it woke by itself; null once somebody decided. */
  readonly wokenAt: string | null;
};

/** `next` is null on the last page. `asOf` is the snapshot it was read in: bulk verbs leave what changed since alone. */
export type FindingPage = {
  readonly rows: readonly FindingRow[];
  readonly next: string | null;
  readonly asOf: string;
};

/** `exact: false` means "at least": the count stopped at its bound. */
export type Count = { readonly n: number; readonly exact: boolean };

export const FACETS = [
  'status',
  'severity',
  'product',
  'team',
  'kind',
  'scanner',
  'assignee',
  'kev',
  'fix',
  'ssvc',
  'age',
  'sla',
  'source',
  'branch',
  'environment',
  'tag',
] as const;
export type FacetName = (typeof FACETS)[number];

export type FacetValue = { readonly value: string; readonly label: string | null; readonly count: Count };
export type Facets = { readonly total: Count } & Readonly<Record<FacetName, readonly FacetValue[]>>;

export const SIGHTINGS = ['first', 'changed', 'gone', 'again', 'last'] as const;

/** What an import of a source meant for the finding. `at` is the day of the scan, ISO 8601 in UTC. */
export type Sighting = {
  readonly importId: string;
  readonly at: string;
  readonly change: (typeof SIGHTINGS)[number];
};

/** How one source saw the finding over its imports; `sightings` are oldest first. */
export type Evidence = SourceName & {
  readonly sourceId: string;
  readonly present: boolean;
  /** The newest scans did not reach its host. */
  readonly unreached: boolean;
  readonly occurrences: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly firstImportId: string;
  readonly lastImportId: string;
  readonly scannerId: string | null;
  readonly sightings: readonly Sighting[];
};

export type FindingChange = { readonly field: string; readonly before: string | null; readonly after: string | null };

export type HistoryEntry = {
  readonly id: number;
  readonly at: string;
  readonly kind: string;
  readonly changes: readonly FindingChange[];
  readonly reason: string | null;
  readonly note: string | null;
  readonly actorName: string;
  readonly actorKind: string;
  readonly importId: string | null;
};

/** Who handed a finding over to whoever has it now, and with which words. */
export type Handover = { readonly by: PersonRef; readonly note: string; readonly at: string };

export type FindingCommentView = {
  readonly id: string;
  readonly author: PersonRef;
  /** People in it are kept by id (lib/findings/mentions.ts). */
  readonly body: string;
  readonly mentions: readonly PersonRef[];
  readonly createdAt: string;
  readonly editedAt: string | null;
};

export type RelatedFinding = {
  readonly id: number;
  readonly title: string;
  readonly severity: number;
  readonly status: FindingStatus;
  readonly productName: string;
  readonly location: string;
};

export type FindingDetailView = FindingRow & {
  readonly productSlug: string;
  readonly ids: readonly string[];
  readonly cwe: readonly number[];
  readonly path: string | null;
  readonly description: string;
  readonly fix: string;
  readonly references: readonly string[];
  readonly cvss: readonly Cvss[];
  readonly where: Location;
  readonly severityReported: string;
  readonly statusChangedAt: string;
  readonly wakeOn: WakeOn;
  readonly lastSeenAt: string | null;
  /** The acceptance under which it is, or before it was fixed was, risk_accepted. */
  readonly acceptanceId: string | null;
  readonly duplicateOf: RelatedFinding | null;
  readonly duplicates: readonly RelatedFinding[];
  /** The same vulnerability of the same package, or the same rule, in other products of the reader's scope. */
  readonly elsewhere: { readonly rows: readonly RelatedFinding[]; readonly total: Count };
  readonly risk: FindingRisk;
  readonly evidence: readonly Evidence[];
  readonly history: readonly HistoryEntry[];
  readonly comments: readonly FindingCommentView[];
  readonly handover: Handover | null;
  /** Whether the reader watches it. */
  readonly watching: boolean;
  /** Null where no policy is in force. */
  readonly dueReason: DueReason | null;
};

/** A finding that somebody else decided on in the meantime: who, when, and what it is now. */
export type Conflict = {
  readonly id: number;
  readonly version: number;
  readonly status: FindingStatus;
  readonly by: string;
  readonly at: string;
};

/**
 * What a verb did. `batchId` undoes it, null when nothing changed; `rows` are the findings that were named, as they are
 * now; `unchanged` counts those that the verb does not apply to; `conflicted` those that changed since they were seen.
 */
export type Outcome = {
  readonly batchId: string | null;
  readonly changed: number;
  readonly unchanged: number;
  readonly conflicted: number;
  readonly conflicts: readonly Conflict[];
  readonly rows: readonly FindingRow[];
};

/** What became of a verb: done at once, or on its way as a job. */
export type Given =
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'started'; readonly jobId: string };

export const BULK_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

/** A job of the reader's own, as far as it is. */
export type BulkJobView = {
  readonly id: string;
  readonly state: (typeof BULK_STATES)[number];
  /** Somebody asked it to stop; the slice under way is finished first. */
  readonly stopping: boolean;
  readonly order: BulkOrder;
  /** Of an assignment: who got the findings; null is nobody. */
  readonly assignee: string | null;
  /** The list that it was given on; null of an undo. */
  readonly query: string | null;
  /** Null until the findings are collected. */
  readonly total: number | null;
  readonly done: number;
  readonly groups: readonly ChangeGroup[];
  /** The first findings that somebody else changed meanwhile. */
  readonly stale: readonly number[];
  readonly error: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly undoable: boolean;
};

/** Lists that have saved views. */
export const VIEW_NOUNS = ['finding', 'tls'] as const;
export type ViewNoun = (typeof VIEW_NOUNS)[number];

export type SavedViewItem = {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
  readonly own: boolean;
  readonly ownerName: string;
};
