import type { Permission } from '@/lib/access/policy';
import { FINDING_STATUSES, type FindingStatus } from '@/lib/findings/types';

/** Waiting for a decision or for a fix; everything else is closed. */
export const OPEN_STATUSES = ['open', 'confirmed', 'in_progress'] as const satisfies readonly FindingStatus[];

/** Statuses that a complete report closes when the finding is gone: an accepted risk still ends when it is fixed. */
export const CLOSES_WHEN_GONE = [...OPEN_STATUSES, 'risk_accepted'] as const satisfies readonly FindingStatus[];

export function isOpen(status: FindingStatus): boolean {
  return OPEN_STATUSES.some((open) => open === status);
}

/** Codes of the reasons that a promise needs; each maps onto a VEX justification. */
export const REASONS = {
  false_positive: ['not_present', 'not_reachable', 'mitigated', 'scanner_error'],
  out_of_scope: ['test_code', 'third_party', 'end_of_life'],
} as const satisfies Partial<Record<FindingStatus, readonly string[]>>;

export type Reason = (typeof REASONS)[keyof typeof REASONS][number];

/** Set by the rule, never chosen: a person says that it is fixed, the next scan verifies it. */
export const CLAIMED = 'claimed';

type Who = 'person' | 'scanner';
type Move = { readonly to: FindingStatus; readonly by: Who; readonly permission?: Permission };

const triage = (to: FindingStatus): Move => ({ to, by: 'person', permission: 'finding:triage' });
const mark = (to: FindingStatus): Move => ({ to, by: 'person', permission: 'finding:mark-false-positive' });
const scanner = (to: FindingStatus): Move => ({ to, by: 'scanner' });

const DISMISSALS = [mark('false_positive'), triage('out_of_scope'), triage('duplicate')] as const;

/**
 * The state machine. `risk_accepted` is entered through an approved acceptance only, so no move leads there.
 * Reopening a false positive overrules whoever marked it and needs the same right.
 */
const MOVES: Readonly<Record<FindingStatus, readonly Move[]>> = {
  open: [triage('confirmed'), triage('in_progress'), ...DISMISSALS, scanner('fixed')],
  confirmed: [triage('open'), triage('in_progress'), triage('fixed'), ...DISMISSALS, scanner('fixed')],
  in_progress: [triage('confirmed'), triage('fixed'), ...DISMISSALS, scanner('fixed')],
  fixed: [triage('open'), scanner('open')],
  false_positive: [mark('open')],
  risk_accepted: [scanner('fixed')],
  out_of_scope: [triage('open')],
  duplicate: [triage('open')],
};

/** The right that a person needs to move a finding so, or null where no person may. */
export function permissionFor(from: FindingStatus, to: FindingStatus): Permission | null {
  return MOVES[from].find((move) => move.by === 'person' && move.to === to)?.permission ?? null;
}

export function scannerMay(from: FindingStatus, to: FindingStatus): boolean {
  return MOVES[from].some((move) => move.by === 'scanner' && move.to === to);
}

/** Where a person with these rights may move a finding, in the order of the machine. */
export function movesFrom(from: FindingStatus, holds: (permission: Permission) => boolean): FindingStatus[] {
  return MOVES[from].flatMap(({ to, permission }) => (permission && holds(permission) ? [to] : []));
}

/** The statuses from which `to` is reached, by the right that each needs. */
export function originsOf(to: FindingStatus): { readonly from: FindingStatus; readonly permission: Permission }[] {
  return FINDING_STATUSES.flatMap((from) => {
    const permission = permissionFor(from, to);
    return permission ? [{ from, permission }] : [];
  });
}

export function reasonsFor(to: FindingStatus): readonly Reason[] {
  return to === 'false_positive' || to === 'out_of_scope' ? REASONS[to] : [];
}

export type Decision = {
  readonly to: FindingStatus;
  readonly reason?: string | undefined;
  readonly duplicateOf?: number | undefined;
};

export type Refusal = 'not_by_hand' | 'reason_required' | 'reason_unknown' | 'original_required' | 'original_unwanted';

/** What is wrong with a decision by itself, whatever the findings are; null when nothing is. */
export function refuseDecision({ to, reason, duplicateOf }: Decision): Refusal | null {
  if (originsOf(to).length === 0) return 'not_by_hand';
  const reasons: readonly string[] = reasonsFor(to);
  if (reasons.length > 0 && !reason) return 'reason_required';
  if (reason && !reasons.includes(reason)) return 'reason_unknown';
  if (to === 'duplicate' && duplicateOf === undefined) return 'original_required';
  return to !== 'duplicate' && duplicateOf !== undefined ? 'original_unwanted' : null;
}

/** The reason that is stored with a decision. */
export function storedReason({ to, reason }: Decision): string | null {
  return to === 'fixed' ? CLAIMED : (reason ?? null);
}

/** Why a verb left findings as they are; beside these, `from_<status>`: there is no move from that status. */
export const UNCHANGED_REASONS = [
  'already',
  'no_right',
  'no_access',
  'not_as_duplicate',
  'not_theirs',
  'too_many_tags',
] as const;

/** What a tag may be called, trimmed and in small letters. */
export const TAG_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_.:/ -]{0,49}$/u;
