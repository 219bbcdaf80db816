import { isoDay } from '@/lib/core/datetime';

export const AUDIT_KINDS = ['internal', 'external', 'compliance_review', 'risk_review'] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];
export const AUDIT_STATES = ['planned', 'held', 'called_off'] as const;
export type AuditState = (typeof AUDIT_STATES)[number];
export const GRADES = ['major', 'minor', 'observation'] as const;
export type Grade = (typeof GRADES)[number];
export const FINDING_STATES = ['open', 'doing', 'done', 'rejected'] as const;
export type FindingState = (typeof FINDING_STATES)[number];
export const DOCUMENT_KINDS = [
  'policy',
  'incident',
  'continuity',
  'recovery',
  'change',
  'physical',
  'training',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Within how many months each kind is to be held again: internal audits quarterly, the others yearly (programme, H2). */
export const CADENCE_MONTHS: Readonly<Record<AuditKind, number>> = {
  internal: 3,
  external: 12,
  compliance_review: 12,
  risk_review: 12,
};

/** A day some months later; the last of the month where that month is shorter. Days are 00:00 UTC. */
export function addMonths(day: Date, months: number): Date {
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day.getUTCDate(), last)));
}

export const CADENCE_STATES = ['on_time', 'overdue', 'never'] as const;
export type CadenceState = (typeof CADENCE_STATES)[number];

/** Whether a kind of audit keeps its cadence on a day; `dueOn` null: it was never held. All days `YYYY-MM-DD`. */
export function cadence(
  kind: AuditKind,
  lastHeldOn: string | null,
  today: string,
): { readonly state: CadenceState; readonly dueOn: string | null } {
  if (lastHeldOn === null) return { state: 'never', dueOn: null };
  const dueOn = isoDay(addMonths(new Date(lastHeldOn), CADENCE_MONTHS[kind]));
  return { state: dueOn < today ? 'overdue' : 'on_time', dueOn };
}

export const isOver = (state: FindingState) => state === 'done' || state === 'rejected';

export const CURRENCIES = ['current', 'due', 'expired', 'never'] as const;
export type Currency = (typeof CURRENCIES)[number];

type Document = {
  readonly reviewedOn: string | null;
  readonly reviewDueOn: string;
  readonly validUntil: string | null;
};

/** Whether a document counts on a day: a certificate by its last day, then any by its review. */
export function currency({ reviewedOn, reviewDueOn, validUntil }: Document, today: string): Currency {
  if (validUntil !== null && validUntil < today) return 'expired';
  if (reviewedOn === null) return 'never';
  return reviewDueOn < today ? 'due' : 'current';
}

/** East of us it is tomorrow already. */
const AHEAD_MS = 14 * 3_600_000;

/** Whether a day that is said to have been lies ahead everywhere. */
export const liesAhead = (day: string, now: Date) => day > isoDay(new Date(now.getTime() + AHEAD_MS));
