import type { Coverage } from '@/lib/compliance/framework-schema';
import type { ControlState, Framework, SafeguardState, Words } from '@/lib/compliance/types';

/** Somebody asked that a promise need not hold for a while, and somebody else agreed. */
export type ExceptionView = {
  readonly number: number;
  readonly safeguard: string;
  /** The shortfall is borne, or there is nothing that it could hold for. */
  readonly kind: 'accepted' | 'not_applicable';
  readonly reason: string;
  readonly requestedBy: string;
  readonly approvedBy: string;
  /** ISO 8601 instants. */
  readonly approvedAt: string | null;
  readonly expiresAt: string;
};

/** A safeguard behind a control, as it was known at the moment that is shown. */
export type BackingView = {
  readonly safeguard: string;
  readonly promise: Words;
  readonly coverage: Coverage;
  readonly state: SafeguardState;
  readonly automatic: boolean;
  /** `good` of `total` hold; 0 of 0 where it is stated, not counted. */
  readonly good: number;
  readonly total: number;
  /** ISO 8601 instants; null: never judged, or resting on nothing. */
  readonly since: string | null;
  readonly freshAt: string | null;
  readonly owner: string | null;
  /** Exceptions from it that were in force for the whole organisation. */
  readonly exceptions: readonly ExceptionView[];
};

/** What the organisation decided of a control; `number` 0: nothing yet. */
export type DecisionView = {
  readonly number: number;
  readonly applicable: boolean | null;
  readonly justification: string;
  readonly implementation: string;
  readonly reference: string;
  readonly owner: { readonly id: string; readonly name: string } | null;
  /** Its safeguards were chosen here, not taken from the mapping of Lagebild. */
  readonly ownBacking: boolean;
  readonly at: string | null;
  readonly by: string;
};

export type ControlRow = {
  readonly id: string;
  readonly group: string;
  readonly title: Words;
  readonly text: string;
  readonly state: ControlState;
  readonly decision: DecisionView;
  readonly backings: readonly BackingView[];
  /** The oldest proof among what is known behind it; null: there is none. */
  readonly freshAt: string | null;
};

export type Counts = Readonly<Record<ControlState, number>>;

/** A framework in a line: its controls by state, those that do not apply left out. */
export type Summary = {
  readonly counts: Counts;
  readonly applicable: number;
  readonly notApplicable: number;
  /** Controls behind which something is known, and the oldest proof among them. */
  readonly withEvidence: number;
  readonly oldestAt: string | null;
};

/** Where an imported catalogue came from. */
export type Imported = {
  readonly number: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  readonly oscalVersion: string;
  readonly withdrawn: number;
  readonly at: string;
  readonly by: string;
  readonly archivedAt: string | null;
};

export type FrameworkHead = Omit<Framework, 'controls'> & { readonly imported: Imported | null };
export type FrameworkLine = FrameworkHead & { readonly summary: Summary };
export type FrameworkView = FrameworkLine & { readonly rows: readonly ControlRow[] };

/** An earlier decision, as history shows it. */
export type PastDecision = DecisionView & {
  readonly backing: readonly { safeguard: string; coverage: Coverage }[] | null;
};

export type Person = { readonly id: string; readonly name: string };
