import type { AcceptancePolicy } from '@/lib/acceptances/settings-schema';
import type { PersonRef } from '@/lib/findings/types';

export const ACCEPTANCE_STATES = [
  'requested',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'revoked',
  'replaced',
] as const;
export type AcceptanceStateName = (typeof ACCEPTANCE_STATES)[number];

/** What is accepted: named findings, or whatever is found of a package, by a rule or in a product while it lasts. */
export const ACCEPTANCE_SCOPES = ['findings', 'package', 'rule', 'product'] as const;
export type AcceptanceScope = (typeof ACCEPTANCE_SCOPES)[number];

/** Why the risk is borne, as codes. `mitigated` needs its measures. */
export const ACCEPTANCE_REASONS = ['no_fix', 'fix_planned', 'mitigated', 'low_impact', 'disproportionate'] as const;
export type AcceptanceReason = (typeof ACCEPTANCE_REASONS)[number];

/** Why an accepted finding is open again although its acceptance counts. */
export const VOID_REASONS = ['severity_raised', 'known_exploited'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** One line of the register. Instants are ISO 8601 in UTC; `state` is true at the instant it was read. */
export type AcceptanceRow = {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly product: { readonly id: string; readonly slug: string; readonly name: string };
  readonly scope: AcceptanceScope;
  readonly packageName: string | null;
  readonly ruleId: string | null;
  readonly ceiling: number;
  readonly exploited: boolean;
  readonly reason: AcceptanceReason;
  readonly justification: string;
  readonly measures: string;
  readonly requester: PersonRef;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly state: AcceptanceStateName;
  readonly decider: PersonRef | null;
  readonly decidedAt: string | null;
  readonly decisionNote: string;
  readonly ender: PersonRef | null;
  readonly endedAt: string | null;
  readonly endNote: string;
  readonly warnedAt: string | null;
  /** Findings that it holds accepted now. */
  readonly held: number;
};

export type AcceptancePage = { readonly rows: readonly AcceptanceRow[]; readonly next: string | null };

export type EvidenceItem = {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly uploader: PersonRef;
  readonly uploadedAt: string;
};

type Reference = { readonly id: string; readonly number: number };

/** What the reader may do with it; the server decides again on each. */
export type AcceptanceRights = {
  readonly decide: boolean;
  readonly withdraw: boolean;
  readonly revoke: boolean;
  readonly renew: boolean;
  readonly attach: boolean;
};

/**
 * `named`: findings that the request names; `covered`: how many were ever covered; `fixed`: closed while accepted;
 * `voided`: open again because they became worse. `waiting`: open findings that approving now would cover.
 */
export type AcceptanceFigures = {
  readonly named: number;
  readonly covered: number;
  readonly fixed: number;
  readonly voided: number;
  readonly waiting: number;
};

export type AcceptanceDetail = AcceptanceRow & {
  readonly figures: AcceptanceFigures;
  readonly evidence: readonly EvidenceItem[];
  readonly renews: Reference | null;
  readonly renewedBy: Reference | null;
  readonly rights: AcceptanceRights;
};

/** How many open findings a scope would cover, by severity from info on, and how many of each are known exploited. */
export type ScopePreview = {
  readonly scope: AcceptanceScope;
  readonly bySeverity: readonly number[];
  readonly exploited: readonly number[];
};

/** What the dialog offers for a selection of findings. */
export type RequestPreview = {
  /** The named findings first; then what they have in common, where that is one. */
  readonly scopes: readonly ScopePreview[];
  /** The one product that they lie in, and the one package and rule that they share. */
  readonly common: {
    readonly productId: string | null;
    readonly productName: string | null;
    readonly packageName: string | null;
    readonly ruleId: string | null;
  };
  /** Products that the named findings lie in: each gets a request of its own. */
  readonly products: number;
  /** Named findings that are not open and are left out. */
  readonly leftOut: number;
  readonly policy: AcceptancePolicy;
};
