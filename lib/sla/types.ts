import type { SeverityName } from '@/lib/findings/severity';

/** `known_exploited`, `epss` (at least the threshold, 0–1), `exposed` (to the internet), `tier` (the threshold or above). */
export const SLA_CONDITIONS = ['known_exploited', 'epss', 'exposed', 'tier'] as const;
export type SlaCondition = (typeof SLA_CONDITIONS)[number];

export const SLA_STARTS = ['first_seen', 'confirmed'] as const;
export type SlaStart = (typeof SLA_STARTS)[number];

/** Why a stored due date is computed anew. */
export const SLA_CAUSES = ['policy', 'calendar', 'product', 'check', 'finding'] as const;
export type SlaCause = (typeof SLA_CAUSES)[number];

export type PlaceKind = 'organisation' | 'team' | 'product';
/** Where a policy counts. `id` is null for the organisation. */
export type SlaPlace =
  | { readonly kind: 'organisation'; readonly id: null }
  | { readonly kind: 'team' | 'product'; readonly id: string };

/** Days until due; null: never due. */
export type SlaDays = Readonly<Record<SeverityName, number | null>>;

/** Multiplies the days (rounded up to whole ones), or leaves at most so many. */
export type Shortening = {
  readonly condition: SlaCondition;
  /** EPSS (0–1) or tier; null for the other conditions. */
  readonly threshold: number | null;
} & ({ readonly factor: number; readonly maxDays: null } | { readonly factor: null; readonly maxDays: number });

/** Why a finding is due when it is. Days are those of the policy's calendar; `startedOn` is `YYYY-MM-DD` there. */
export type DueReason = {
  readonly place: PlaceKind;
  /** Name of the team or product whose policy counts; null for the organisation. */
  readonly placeName: string | null;
  readonly version: number;
  readonly business: boolean;
  readonly starts: SlaStart;
  /** Null: the clock has not started (not confirmed yet). */
  readonly startedOn: string | null;
  /** Of the severity; null: never due. */
  readonly baseDays: number | null;
  /** After the shortening. */
  readonly days: number | null;
  readonly shortening: Shortening | null;
  readonly pausedDays: number;
};
